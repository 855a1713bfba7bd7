import { VIEWERS_EVERY_MINUTES } from '#contract/dashboard.ts';
import { useWords } from '../../shared/words/book.ts';
import type { Timeline } from './scoped.ts';
import { overviewWords } from './words.ts';

const [WIDTH, HEIGHT] = [290, 130];
const PLOT = { left: 26, right: 282, top: 10, bottom: 108 };
/** Shown at least where no site is open today. */
const ANY_DAY = [8, 18] as const;
const SPANS_AN_HOUR = 60 / VIEWERS_EVERY_MINUTES;

/** The clock at the beginning of the nth span of a day. */
export function timeOfSpan(nth: number): string {
  const minutes = nth * VIEWERS_EVERY_MINUTES;
  return [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':');
}

type Props = { viewers: Timeline; openHours: readonly [from: number, to: number] | null; title: string };

/** Today as a filled line with its last value, over the hours at which one is open; the same weekday before, dashed and named. */
export function ViewersPlot({ viewers: { today, weekBefore }, openHours, title }: Props) {
  const say = useWords(overviewWords);
  const watched = [...today.keys()].filter((nth) => today[nth] || weekBefore[nth]);
  const before = [...weekBefore.keys()].filter((nth) => weekBefore[nth]);
  const [opens, closes] = openHours ?? ANY_DAY;
  const from = Math.min(opens, ...watched.map(hourOf));
  const to = Math.max(
    closes,
    Math.ceil(today.length / SPANS_AN_HOUR),
    ...[...watched, ...before].map((n) => hourOf(n) + 1),
  );
  const top = roundUp(Math.max(4, ...today, ...weekBefore));
  const x = (nth: number) => PLOT.left + ((nth / SPANS_AN_HOUR - from) / (to - from)) * (PLOT.right - PLOT.left);
  const y = (n: number) => PLOT.bottom - (n / top) * (PLOT.bottom - PLOT.top);
  const line = (values: readonly number[]) =>
    values
      .map((n, nth) => ({ n, nth }))
      .slice(from * SPANS_AN_HOUR, to * SPANS_AN_HOUR)
      .map(({ n, nth }) => `${x(nth + 0.5).toFixed(1)},${y(n).toFixed(1)}`);
  const ofToday = line(today);
  const [lastX, lastY] = (ofToday.at(-1) ?? '').split(',').map(Number);
  return (
    <svg className="ov-plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      {[0, top / 2, top].map((n) => (
        <g key={n}>
          <line x1={PLOT.left} x2={PLOT.right} y1={y(n)} y2={y(n)} className="ov-grid" />
          <text x={PLOT.left - 5} y={y(n) + 4} textAnchor="end">
            {n}
          </text>
        </g>
      ))}
      {hoursShown(from, to).map((hour) => (
        <text key={hour} x={x(hour * SPANS_AN_HOUR)} y={HEIGHT - 6} textAnchor={hour === to ? 'end' : 'middle'}>
          {timeOfSpan(hour * SPANS_AN_HOUR)}
        </text>
      ))}
      {before.length > 0 && <polyline points={line(weekBefore).join(' ')} className="ov-before" />}
      {ofToday.length > 0 && lastX !== undefined && lastY !== undefined && (
        <>
          <polygon
            points={[...ofToday, `${lastX},${PLOT.bottom}`, `${x(from * SPANS_AN_HOUR)},${PLOT.bottom}`].join(' ')}
            className="ov-area"
          />
          <polyline points={ofToday.join(' ')} className="ov-today" />
          <circle cx={lastX} cy={lastY} r={3.5} className="ov-last" />
        </>
      )}
      {before.length > 0 && (
        <text x={PLOT.right} y={PLOT.top + 2} textAnchor="end">
          {say('dashed')}
        </text>
      )}
    </svg>
  );
}

const hourOf = (nth: number): number => Math.floor(nth / SPANS_AN_HOUR);

/** Every second hour, or every fourth or sixth of a long day. */
function hoursShown(from: number, to: number): number[] {
  const length = to - from;
  const step = length > 18 ? 6 : length > 12 ? 4 : 2;
  return Array.from({ length: to - from + 1 }, (_, nth) => from + nth).filter((hour) => hour % step === 0);
}

/** An even number that reads well as the top of an axis. */
function roundUp(n: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 1) * 2;
  return Math.ceil(n / unit) * unit;
}
