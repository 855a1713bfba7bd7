import { useId } from 'react';
import type { Series, WeekBar, WeekShape } from './trend-shapes.ts';

const [WIDTH, HEIGHT] = [960, 260];
const PLOT = { left: 34, right: 952, top: 22, bottom: 222 };
const MOST_LABELS = 14;
const WIDEST_BAR = 40;

type WeekPlotProps = { shape: WeekShape; title: string; wordOf: (what: string) => string };

/** Bars of weeks as they were, each part by its pattern; how many stands over each. */
export function WeekPlot({ shape, title, wordOf }: WeekPlotProps) {
  const id = useId();
  const { bars, series } = shape;
  const slot = (PLOT.right - PLOT.left) / bars.length;
  const scale = (PLOT.bottom - PLOT.top) / Math.max(1, shape.highest);
  const every = Math.ceil(bars.length / MOST_LABELS);
  return (
    <>
      <svg className="ir-plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        <Patterns id={id} />
        <line x1={PLOT.left} x2={PLOT.right} y1={PLOT.bottom} y2={PLOT.bottom} className="ir-axis" />
        {bars.map((bar, nth) => {
          const middle = PLOT.left + slot * (nth + 0.5);
          return (
            <g key={bar.monday}>
              <Bar bar={bar} middle={middle} width={Math.min(WIDEST_BAR, slot * 0.78)} scale={scale} id={id} />
              {nth % every === 0 && (
                <text x={middle} y={HEIGHT - 16} textAnchor="middle">
                  {bar.monday.slice(5)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <Legend series={series} wordOf={wordOf} id={id} />
    </>
  );
}

type BarProps = { bar: WeekBar; middle: number; width: number; scale: number; id: string };

function Bar({ bar, middle, width, scale, id }: BarProps) {
  const tops = bar.parts.map((_, nth) => bar.parts.slice(0, nth + 1).reduce((all, { n }) => all + n, 0));
  return (
    <>
      {bar.parts.map(({ what, n }, nth) =>
        n === 0 ? null : (
          <rect
            key={what}
            x={middle - width / 2}
            y={PLOT.bottom - (tops[nth] ?? 0) * scale}
            width={width}
            height={n * scale}
            fill={`url(#${id}-${String(nth)})`}
            className="ir-part"
          />
        ),
      )}
      {bar.total > 0 && (
        <text x={middle} y={PLOT.bottom - bar.total * scale - 6} textAnchor="middle" className="ir-total">
          {bar.total}
        </text>
      )}
    </>
  );
}

function Legend({ series, wordOf, id }: { series: readonly Series[]; wordOf: (what: string) => string; id: string }) {
  return (
    <ul className="ir-legend">
      {series.map(({ what, n }, nth) => (
        <li key={what}>
          <svg width={22} height={14} aria-hidden="true">
            <rect x={0.5} y={0.5} width={21} height={13} fill={`url(#${id}-${String(nth)})`} className="ir-part" />
          </svg>
          {wordOf(what)} <b>{n}</b>
        </li>
      ))}
    </ul>
  );
}

/** Told apart in black and white too. */
function Patterns({ id }: { id: string }) {
  const size = { width: 8, height: 8, patternUnits: 'userSpaceOnUse' } as const;
  return (
    <defs>
      <pattern id={`${id}-0`} {...size}>
        <rect width={8} height={8} className="ir-p0" />
      </pattern>
      <pattern id={`${id}-1`} {...size} patternTransform="rotate(45)">
        <rect width={8} height={8} className="ir-p1" />
        <rect width={3} height={8} className="ir-p1-mark" />
      </pattern>
      <pattern id={`${id}-2`} {...size}>
        <rect width={8} height={8} className="ir-p2" />
        <circle cx={4} cy={4} r={2} className="ir-p2-mark" />
      </pattern>
      <pattern id={`${id}-3`} {...size}>
        <rect width={8} height={8} className="ir-p3" />
        <rect width={8} height={3} className="ir-p3-mark" />
      </pattern>
      <pattern id={`${id}-4`} {...size}>
        <rect width={8} height={8} className="ir-p4" />
      </pattern>
      {/* Serious kinds that are rare come behind the others. */}
      <pattern id={`${id}-5`} {...size} patternTransform="rotate(-45)">
        <rect width={8} height={8} className="ir-p5" />
        <rect width={3} height={8} className="ir-p5-mark" />
      </pattern>
      <pattern id={`${id}-6`} {...size}>
        <rect width={8} height={8} className="ir-p5" />
        <circle cx={4} cy={4} r={2} className="ir-p5-mark" />
      </pattern>
      <pattern id={`${id}-7`} {...size}>
        <rect width={8} height={8} className="ir-p5" />
        <rect width={8} height={3} className="ir-p5-mark" />
      </pattern>
      <pattern id={`${id}-8`} {...size}>
        <rect width={8} height={8} className="ir-p5" />
        <rect width={3} height={8} className="ir-p5-mark" />
      </pattern>
    </defs>
  );
}
