import type { ReactNode } from 'react';

/**
 * What stands in place of a picture that may not be seen: drawn, never a blurred poster, since a blurred room is still the room.
 * `curtain` a private moment, `bars` the camera is away, `dots` not available, `arcs` not yet.
 */
export type PatternName = 'curtain' | 'bars' | 'dots' | 'arcs';

const WIDTH = 960;
const HEIGHT = 540;
const steps = (from: number, to: number, by: number): number[] =>
  Array.from({ length: Math.ceil((to - from) / by) }, (_, i) => from + i * by);

const DRAWN: Record<PatternName, ReactNode> = {
  curtain: (
    <>
      <rect width={WIDTH} height={HEIGHT} fill="#E9E6F2" />
      {steps(-64, WIDTH + 1, 64).map((x) => (
        <path key={x} d={`M${x},0 c26,180 -12,360 14,540 h26 c-20,-180 12,-360 -6,-540Z`} fill="#DCD7EC" />
      ))}
      <rect width={WIDTH} height="16" fill="#C9C2E2" />
    </>
  ),
  bars: (
    <>
      <rect width={WIDTH} height={HEIGHT} fill="#3A3430" />
      {steps(12, HEIGHT, 34).map((y) => (
        <path key={y} d={`M0,${y} H${WIDTH}`} stroke="#453E39" strokeWidth="10" />
      ))}
    </>
  ),
  dots: (
    <>
      <rect width={WIDTH} height={HEIGHT} fill="#EEEBE5" />
      {steps(0, HEIGHT + 1, 54).flatMap((y, row) =>
        steps(row % 2 === 0 ? 0 : 36, WIDTH + 1, 72).map((x) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r="4" fill="#DFDAD0" />
        )),
      )}
    </>
  ),
  arcs: (
    <>
      <rect width={WIDTH} height={HEIGHT} fill="#F3EFE6" />
      {steps(150, 551, 100).map((r) => (
        <circle key={r} cx="480" cy="560" r={r} fill="none" stroke="#E6DECE" strokeWidth="26" />
      ))}
      <path d={`M0,500 H${WIDTH} V${HEIGHT} H0Z`} fill="#E6DECE" />
    </>
  ),
};

/** Fills its positioned parent. */
export function Pattern({ name }: { name: PatternName }) {
  return (
    <svg
      className="pattern"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      data-pattern={name}
    >
      {DRAWN[name]}
    </svg>
  );
}
