import type { ParentHome } from '#contract/live.ts';
import { clock, clockOfEnd } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { parentWords } from './words.ts';

export type DayBarProps = {
  day: ParentHome['children'][number]['day'];
  minutes: ParentHome['minutes'];
  timeZone: string;
  now: Date;
};

/** Marks nearer than this would be written over one another; the one that comes later gives way. */
const NEAREST_MARKS_PERCENT = 13;

/** When the room can be watched today, with "now" on it; the same in a sentence for who cannot see the bar. */
export function DayBar({ day, minutes, timeZone, now }: DayBarProps) {
  const say = useWords(parentWords);
  const starts = day.hours.map(({ from }) => Date.parse(from));
  const ends = day.hours.map(({ to }) => Date.parse(to));
  const [opens, closes] = [Math.min(...starts), Math.max(...ends)];
  const percent = (at: number) => Math.min(100, Math.max(0, ((at - opens) / (closes - opens)) * 100));
  const nowAt = now.getTime();
  const isOpenNow = nowAt >= opens && nowAt <= closes;
  const spans = day.windows.map(({ from, to }) => `${clock(from, timeZone)} – ${clockOfEnd(to, timeZone)}`).join('、');
  const time = clock(now, timeZone);
  const edges = [opens, ...day.windows.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]), closes];
  const marks = spread(edges, percent, isOpenNow ? percent(nowAt) : null);
  return (
    <div className="day card">
      <div className="row">
        <h3>{say('dayTitle')}</h3>
        <span className="row-space" />
        {minutes.limit !== null && (
          <span className="small dim">
            {say('dayMinutes', { used: Math.floor(minutes.used), limit: minutes.limit })}
          </span>
        )}
      </div>
      <p className="unseen">{day.windows.length === 0 ? say('dayNone') : say('daySentence', { spans, time })}</p>
      <div aria-hidden="true">
        <div className="day-track">
          {day.windows.map(({ from, to }) => (
            <i
              key={from}
              style={{
                left: `${percent(Date.parse(from))}%`,
                width: `${percent(Date.parse(to)) - percent(Date.parse(from))}%`,
              }}
            />
          ))}
          {isOpenNow && <em style={{ left: `${percent(nowAt)}%` }} />}
        </div>
        <div className="day-marks">
          {marks.map((at) => (
            <span key={at} style={{ left: `${percent(at)}%` }}>
              {(at === closes ? clockOfEnd : clock)(new Date(at), timeZone)}
            </span>
          ))}
          {isOpenNow && (
            <span className="day-now" style={{ left: `${Math.min(92, Math.max(8, percent(nowAt)))}%` }}>
              {say('dayNow', { time })}
            </span>
          )}
        </div>
        <Legend />
      </div>
    </div>
  );
}

function Legend() {
  const say = useWords(parentWords);
  return (
    <p className="day-legend tiny dim">
      <span>
        <i className="day-open" />
        {say('dayOpen')}
      </span>
      <span>
        <i />
        {say('dayClosed')}
      </span>
    </p>
  );
}

/** The edges that can be written without touching one another, or "now", which is wider. */
function spread(edges: readonly number[], percent: (at: number) => number, nowPercent: number | null): number[] {
  const kept: number[] = [];
  for (const at of [...new Set(edges)].sort((a, b) => a - b)) {
    const here = percent(at);
    const last = kept.at(-1);
    const isFree = last === undefined || here - percent(last) >= NEAREST_MARKS_PERCENT;
    if (isFree && (nowPercent === null || Math.abs(here - nowPercent) >= NEAREST_MARKS_PERCENT * 1.6)) kept.push(at);
  }
  return kept;
}
