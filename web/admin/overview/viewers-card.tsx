import { Button } from 'antd';
import { useState } from 'react';
import { type DashboardSite, VIEWERS_EVERY_MINUTES } from '#contract/dashboard.ts';
import { useWords } from '../../shared/words/book.ts';
import { openHoursOf, type Timeline, viewersOf } from './scoped.ts';
import { timeOfSpan, ViewersPlot } from './viewers-plot.tsx';
import { overviewWords } from './words.ts';

/** How many watched in each ten minutes of today, against the same weekday before. */
export function ViewersCard({ sites }: { sites: readonly DashboardSite[] }) {
  const say = useWords(overviewWords);
  const [asTable, setAsTable] = useState(false);
  const viewers = viewersOf(sites);
  const most = Math.max(0, ...viewers.today);
  const sentence =
    most === 0 ? say('nobodyYet') : say('mostWatched', { n: most, time: timeOfSpan(viewers.today.indexOf(most)) });
  return (
    <section className="card ov-side" aria-labelledby="viewers-title">
      <header>
        <h2 id="viewers-title">{say('watchingToday')}</h2>
        <Button type="link" size="small" aria-expanded={asTable} onClick={() => setAsTable(!asTable)}>
          {say(asTable ? 'asPlot' : 'asTable')}
        </Button>
      </header>
      <p className="dim small">{sentence}</p>
      {asTable ? (
        <ViewersTable viewers={viewers} />
      ) : (
        <ViewersPlot viewers={viewers} openHours={openHoursOf(sites)} title={sentence} />
      )}
    </section>
  );
}

const SPANS_AN_HOUR = 60 / VIEWERS_EVERY_MINUTES;

/** By the hour: the most of its ten-minute spans. An hour in which nobody watched on either day is left out. */
function ViewersTable({ viewers: { today, weekBefore } }: { viewers: Timeline }) {
  const say = useWords(overviewWords);
  const mostIn = (line: number[], hour: number) =>
    Math.max(0, ...line.slice(hour * SPANS_AN_HOUR, (hour + 1) * SPANS_AN_HOUR));
  const hours = Array.from({ length: 24 }, (_, hour) => hour)
    .map((hour) => ({ hour, today: mostIn(today, hour), before: mostIn(weekBefore, hour) }))
    .filter((row) => row.today > 0 || row.before > 0);
  if (hours.length === 0) return <p className="dim">{say('nobodyYet')}</p>;
  return (
    <table className="ov-hours">
      <thead>
        <tr>
          <th scope="col">{say('hour')}</th>
          <th scope="col">{say('today')}</th>
          <th scope="col">{say('weekBefore')}</th>
        </tr>
      </thead>
      <tbody>
        {hours.map((row) => (
          <tr key={row.hour}>
            <th scope="row">{timeOfSpan(row.hour * SPANS_AN_HOUR)}</th>
            <td>{row.hour * SPANS_AN_HOUR < today.length ? row.today : '–'}</td>
            <td>{row.before}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
