import type { IncidentTrends } from '#contract/incident-register.ts';
import type { HourShape } from './trend-shapes.ts';

const CELL = { width: 44, height: 36, gap: 3 };
const NAME_WIDTH = 150;
const HEAD = 24;
/** Four shades: more nobody tells apart, and the number stands in each. */
const SHADES = 4;

type HourPlotProps = { rooms: IncidentTrends['rooms']; shape: HourShape; title: string; withSite: boolean };

/** Rooms by hours: a square for each, with how many written in it. */
export function HourPlot({ rooms, shape, title, withSite }: HourPlotProps) {
  const { hours, most } = shape;
  const width = NAME_WIDTH + hours.length * CELL.width;
  const height = HEAD + rooms.length * CELL.height;
  const xOf = (nth: number) => NAME_WIDTH + nth * CELL.width;
  return (
    <svg
      className="ir-plot ir-hours"
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxWidth: width }}
      role="img"
      aria-label={title}
    >
      {hours.map((hour, nth) => (
        <text key={hour} x={xOf(nth) + CELL.width / 2} y={14} textAnchor="middle">
          {hour}
        </text>
      ))}
      {rooms.map((room, row) => (
        <g key={room.classroomId} transform={`translate(0 ${HEAD + row * CELL.height})`}>
          <text x={0} y={withSite ? 15 : 22} className="ir-room">
            {room.name}
          </text>
          {withSite && (
            <text x={0} y={30} className="ir-site">
              {room.siteName}
            </text>
          )}
          {hours.map((hour, nth) => (
            <Square key={hour} x={xOf(nth)} n={room.hours[hour] ?? 0} most={most} />
          ))}
        </g>
      ))}
    </svg>
  );
}

function Square({ x, n, most }: { x: number; n: number; most: number }) {
  const shade = n === 0 ? 0 : Math.max(1, Math.ceil((n / most) * SHADES));
  return (
    <>
      <rect
        x={x + CELL.gap / 2}
        y={CELL.gap / 2}
        width={CELL.width - CELL.gap}
        height={CELL.height - CELL.gap}
        rx={6}
        className={`ir-shade-${String(shade)}`}
      />
      {n > 0 && (
        <text x={x + CELL.width / 2} y={CELL.height / 2 + 5} textAnchor="middle" className={`ir-on-${String(shade)}`}>
          {n}
        </text>
      )}
    </>
  );
}
