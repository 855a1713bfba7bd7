import { BODY_PARTS, type BodyPart } from '#contract/incident-details.ts';

export type View = 'front' | 'back';
/** One part as it is drawn on 200 × 400; `at` is its middle, for its number and for the arrow keys. */
export type Shape = { part: BodyPart; path: string; at: { x: number; y: number } };

type Drawn = { path: string; x: number; y: number };

const TRUNK: Record<View, Record<string, Drawn>> = {
  front: {
    head: { path: 'M56 48a44 44 0 0 1 88 0q-22-10-44-10t-44 10z', x: 100, y: 24 },
    face: { path: 'M56 48q22-10 44-10t44 10a44 44 0 0 1-88 0z', x: 100, y: 64 },
    neck: { path: 'M84 89q16 6 32 0v17h-32z', x: 100, y: 98 },
    chest: { path: 'M64 112q4-6 20-6h32q16 0 20 6v42h-72z', x: 100, y: 131 },
    belly: { path: 'M64 154h72v40h-72z', x: 100, y: 174 },
    groin: { path: 'M64 194h72v14q-18 18-36 18t-36-18z', x: 100, y: 209 },
  },
  back: {
    head: { path: 'M56 48a44 44 0 1 1 88 0a44 44 0 1 1-88 0z', x: 100, y: 46 },
    neck: { path: 'M84 89q16 6 32 0v17h-32z', x: 100, y: 98 },
    shoulders: { path: 'M64 112q4-6 20-6h32q16 0 20 6v18h-72z', x: 100, y: 119 },
    back: { path: 'M64 130h72v34h-72z', x: 100, y: 147 },
    loins: { path: 'M64 164h72v28h-72z', x: 100, y: 178 },
    buttocks: { path: 'M64 192h72v20q-18 14-36 14t-36-14z', x: 100, y: 208 },
  },
};

/** At the viewer's left hand; the other side is its mirror image. */
const LIMBS: Record<string, Drawn> = {
  'upper-arm': { path: 'M62 110q-12 2-16 12l-12 36l22 8l8-24z', x: 49, y: 138 },
  forearm: { path: 'M33 160l-12 44l21 7l14-43z', x: 38, y: 186 },
  hand: { path: 'M20 206q-9 10-5 22t16 11t13-13q1-8-2-13z', x: 28, y: 222 },
  thigh: { path: 'M65 211q16 15 33 16l-3 63h-26z', x: 81, y: 254 },
  knee: { path: 'M69 290h26l-1 26h-24z', x: 82, y: 303 },
  shin: { path: 'M70 316h24l-2 48h-20z', x: 82, y: 340 },
  foot: { path: 'M72 364h20q5 26-6 28h-20q-12 0-8-12t14-16z', x: 77, y: 380 },
};

/** `left` is the child's own: seen from the front it is at the viewer's right hand. */
function drawn(part: BodyPart): Drawn & { isMirrored: boolean } {
  const [view, side = '', ...rest] = part.split('-') as [View, ...string[]];
  const limb = LIMBS[rest.join('-')];
  const trunk = TRUNK[view][side];
  if (limb) return { ...limb, isMirrored: (view === 'front') === (side === 'left') };
  if (trunk) return { ...trunk, isMirrored: false };
  throw new Error(`a part that is not drawn: ${part}`);
}

export const WIDTH = 200;

/** What is shown large, so that a finger finds a neck or a hand: a stretch of the drawing. */
export const ZOOMS = ['whole', 'head', 'trunk', 'legs'] as const;
export type Zoom = (typeof ZOOMS)[number];
type Box = { x: number; y: number; width: number; height: number };
const BOX: Record<Zoom, Box> = {
  whole: { x: 0, y: 0, width: WIDTH, height: 400 },
  head: { x: 46, y: 0, width: 108, height: 108 },
  trunk: { x: 0, y: 100, width: WIDTH, height: 148 },
  legs: { x: 40, y: 190, width: 120, height: 206 },
};
export const viewBoxOf = (zoom: Zoom): string => Object.values(BOX[zoom]).join(' ');

/** Whether its middle lies in what is shown. */
export function isIn(zoom: Zoom, { at }: Pick<Shape, 'at'>): boolean {
  const { x, y, width, height } = BOX[zoom];
  return at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
}

export function shapesOf(view: View): (Shape & { isMirrored: boolean })[] {
  return BODY_PARTS.filter((part) => part.startsWith(view)).map((part) => {
    const { path, x, y, isMirrored } = drawn(part);
    return { part, path, isMirrored, at: { x: isMirrored ? WIDTH - x : x, y } };
  });
}

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** The next part in this direction, the nearest first; what lies aside counts double. Null at the edge. */
export function partTowards(from: BodyPart, arrow: Arrow, shapes: readonly Shape[]): BodyPart | null {
  const here = shapes.find(({ part }) => part === from);
  if (!here) return null;
  const isAcross = arrow === 'ArrowLeft' || arrow === 'ArrowRight';
  const sign = arrow === 'ArrowRight' || arrow === 'ArrowDown' ? 1 : -1;
  const ahead = shapes.flatMap(({ part, at }) => {
    const [dx, dy] = [at.x - here.at.x, at.y - here.at.y];
    const [along, aside] = isAcross ? [dx * sign, Math.abs(dy)] : [dy * sign, Math.abs(dx)];
    return along > 0 ? [{ part, far: along + 2 * aside }] : [];
  });
  return ahead.sort((a, b) => a.far - b.far)[0]?.part ?? null;
}
