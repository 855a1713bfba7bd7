import type { Signature } from '#contract/incident-steps.ts';

export type Strokes = Extract<Signature, { kind: 'drawn' }>['strokes'];
type Point = { x: number; y: number };

/** The field that every signature is drawn on, whatever the size of the screen. */
export const FIELD = { width: 300, height: 100 } as const;
export const MOST_STROKES = 60;
const MOST_POINTS = 1_000;
/** Of the field: less was a slip of the finger. */
const LEAST_LENGTH = 40;

/** What was drawn on a field of this width in pixels, on the field of 300 × 100. */
export const strokesOf = (drawn: readonly { points: readonly Point[] }[], widthPx: number): Strokes =>
  drawn.map(({ points }) => strokeOf(points, FIELD.width / widthPx)).slice(0, MOST_STROKES);

function strokeOf(points: readonly Point[], scale: number): number[] {
  const every = Math.ceil(points.length / MOST_POINTS);
  const kept = points
    // The end of a stroke is kept whatever it was thinned to: what is shown and what is stored go as far.
    .filter((_, index) => index % every === 0 || index === points.length - 1)
    .map(({ x, y }) => [within(x * scale, FIELD.width), within(y * scale, FIELD.height)] as const)
    .filter(([x, y], index, all) => index === 0 || x !== all[index - 1]?.[0] || y !== all[index - 1]?.[1]);
  const stroke = kept.flat();
  return stroke.length === 2 ? [...stroke, ...stroke] : stroke; // a dot goes from itself to itself
}

/** A finger may leave the field with its stroke. */
const within = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)));

/** The points of each stroke, on a field of this width. */
export const pointsOf = (strokes: Strokes, widthPx: number = FIELD.width): Point[][] =>
  strokes.map((stroke) =>
    stroke.flatMap((x, index) =>
      index % 2 === 0
        ? [{ x: (x * widthPx) / FIELD.width, y: ((stroke[index + 1] ?? 0) * widthPx) / FIELD.width }]
        : [],
    ),
  );

/** Whether there is enough of it to be somebody's hand. */
export function isDrawn(strokes: Strokes): boolean {
  const lengths = pointsOf(strokes).flatMap((points) =>
    points.slice(1).map(({ x, y }, index) => Math.hypot(x - (points[index]?.x ?? x), y - (points[index]?.y ?? y))),
  );
  return lengths.reduce((all, length) => all + length, 0) >= LEAST_LENGTH;
}
