import { useId } from 'react';
import type { RoomHistory } from '#contract/staffing.ts';
import { clock, clockOfEnd } from '../../shared/time.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { hoursOf, type RatioShape, ratioShape, type Stretch } from './ratio-shape.ts';
import { PLOT_WORD, RULE_WORD } from './words.ts';
import './ratio-plot.css';

const [WIDTH, HEIGHT] = [960, 280];
const PLOT = { left: 44, right: 948, top: 16, bottom: 222 };
const TICKS_Y = 236;
/** What is narrower than its words is told beside the plot alone. */
const NAMED_FROM = 96;

type Scale = { x: (at: number) => number; y: (ratio: number) => number };

/** Children for each caregiver over a day as a step line, its limit, what was over it, and the staff's coming and going. */
export function RatioPlot({ history, title }: { history: RoomHistory; title: string }) {
  const language = useLanguage();
  const hatch = useId();
  const shape = ratioShape(history);
  const scale = scaleOf(shape);
  const { limit, rule } = history.ratio;
  return (
    <svg className="rp" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      <pattern id={hatch} width={7} height={7} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={7} height={7} className="rp-tint" />
        <rect width={2} height={7} className="rp-line" />
      </pattern>
      <Axes shape={shape} scale={scale} timeZone={history.timeZone} />
      {shape.over.map(({ from, to, ratio, limit: then }) => (
        <rect
          key={from}
          x={scale.x(from)}
          y={scale.y(ratio)}
          width={Math.max(1.5, scale.x(to) - scale.x(from))}
          height={scale.y(then) - scale.y(ratio)}
          fill={`url(#${hatch})`}
        />
      ))}
      <Limit y={scale.y(limit)}>
        {`≤ 1 : ${limit} · ${RULE_WORD[rule][language]}${shape.limitsThen.length > 0 ? ` · ${PLOT_WORD.now[language]}` : ''}`}
      </Limit>
      {shape.limitsThen.map((then) => (
        <Limit key={then} y={scale.y(then)}>{`≤ 1 : ${then} · ${PLOT_WORD.then[language]}`}</Limit>
      ))}
      {history.isRecorded && <path d={stepLine(shape.stretches, scale)} className="rp-steps" />}
      {shape.over
        .filter(({ ratio, from, to }) => ratio === Number.POSITIVE_INFINITY && scale.x(to) - scale.x(from) > NAMED_FROM)
        .map(({ from, to }) => (
          <text
            key={from}
            x={(scale.x(from) + scale.x(to)) / 2}
            y={PLOT.top + 14}
            textAnchor="middle"
            className="rp-none"
          >
            {PLOT_WORD.nobody[language]}
          </text>
        ))}
      {shape.ticks.map(({ at, by }) => (
        <path
          key={at}
          d={`M${scale.x(at)} ${TICKS_Y} l-4 ${by > 0 ? 8 : -8} h8z`}
          className={by > 0 ? 'rp-in' : 'rp-out'}
        >
          <title>{`${clock(new Date(at), history.timeZone)} ${PLOT_WORD[by > 0 ? 'in' : 'out'][language]} ${Math.abs(by)}`}</title>
        </path>
      ))}
      <text x={PLOT.left - 8} y={TICKS_Y + 5} textAnchor="end">
        {PLOT_WORD.staff[language]}
      </text>
    </svg>
  );
}

function Limit({ y, children }: { y: number; children: string }) {
  return (
    <>
      <line x1={PLOT.left} x2={PLOT.right} y1={y} y2={y} className="rp-limit" />
      <text x={PLOT.right} y={y - 6} textAnchor="end" className="rp-limit-word">
        {children}
      </text>
    </>
  );
}

const scaleOf = ({ from, to, top }: RatioShape): Scale => ({
  x: (at) => PLOT.left + ((Math.min(Math.max(at, from), to) - from) / (to - from)) * (PLOT.right - PLOT.left),
  y: (ratio) => PLOT.bottom - (Math.min(ratio, top) / top) * (PLOT.bottom - PLOT.top),
});

/** Level while nothing changes, straight up and down where it does. */
function stepLine(stretches: readonly Stretch[], { x, y }: Scale): string {
  return stretches
    .map(({ from, to, ratio }, nth) => `${nth === 0 ? 'M' : 'L'}${x(from)} ${y(ratio)}L${x(to)} ${y(ratio)}`)
    .join('');
}

function Axes({ shape, scale, timeZone }: { shape: RatioShape; scale: Scale; timeZone: string }) {
  const every = shape.top > 12 ? 4 : 2;
  const levels = Array.from({ length: Math.floor(shape.top / every) + 1 }, (_, nth) => nth * every);
  return (
    <>
      {levels.map((n) => (
        <g key={n}>
          <line x1={PLOT.left} x2={PLOT.right} y1={scale.y(n)} y2={scale.y(n)} className="rp-grid" />
          <text x={PLOT.left - 8} y={scale.y(n) + 4} textAnchor="end">
            {n === 0 ? '0' : `1:${n}`}
          </text>
        </g>
      ))}
      {hoursOf(shape).map((at, nth) => (
        <text key={at} x={scale.x(at)} y={HEIGHT - 8} textAnchor={at === shape.to ? 'end' : 'middle'}>
          {nth === 0 ? clock(new Date(at), timeZone) : clockOfEnd(new Date(at), timeZone)}
        </text>
      ))}
    </>
  );
}
