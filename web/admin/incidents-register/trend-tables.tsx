import type { IncidentTrends, TrendWeek } from '#contract/incident-register.ts';
import { useWords } from '../../shared/words/book.ts';
import type { TrendSort } from './trend-shapes.ts';
import { registerWords } from './words.ts';

/** The figures behind the squares. */
export function HourTable({ rooms, hours }: { rooms: IncidentTrends['rooms']; hours: readonly number[] }) {
  const say = useWords(registerWords);
  return (
    <div className="ir-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('room')}</th>
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {say('hour', { hour })}
              </th>
            ))}
            <th scope="col">{say('total')}</th>
          </tr>
        </thead>
        <tbody>
          {rooms.map((room) => (
            <tr key={room.classroomId}>
              <th scope="row">{room.name}</th>
              {hours.map((hour) => (
                <td key={hour}>{room.hours[hour] ?? 0}</td>
              ))}
              <td>{room.hours.reduce((all, n) => all + n, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type WeekTableProps = { weeks: readonly TrendWeek[]; sort: TrendSort; wordOf: (what: string) => string };

/** The figures behind the bars, with everything that they sum up as the others. */
export function WeekTable({ weeks, sort, wordOf }: WeekTableProps) {
  const say = useWords(registerWords);
  const whats = [...new Set(weeks.flatMap((week) => Object.keys(week[sort])))];
  const counted = weeks.map((week) => ({ monday: week.monday, counts: new Map(Object.entries(week[sort])) }));
  return (
    <div className="ir-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('week')}</th>
            {whats.map((what) => (
              <th key={what} scope="col">
                {wordOf(what)}
              </th>
            ))}
            <th scope="col">{say('total')}</th>
          </tr>
        </thead>
        <tbody>
          {counted.map(({ monday, counts }) => (
            <tr key={monday}>
              <th scope="row">{monday}</th>
              {whats.map((what) => (
                <td key={what}>{counts.get(what) ?? 0}</td>
              ))}
              <td>{[...counts.values()].reduce((all, n) => all + n, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
