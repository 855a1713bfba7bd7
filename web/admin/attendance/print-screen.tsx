import { Button } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import type { MonthChild, MonthDay, MonthView } from '#contract/month-sheets.ts';
import type { SiteView } from '#contract/people.ts';
import { useMonth } from '../../features/month-sheets/month-api.ts';
import { dayAndClock } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ReadState } from '../read-state.tsx';
import { partOf, useShownMonth } from './export-menu.tsx';
import { Legend, markKey, MarkShape } from './month-marks.tsx';
import { cameOn, cellsOf, MONTH_SUMS, summed, sumsUntil } from './month-sums.ts';
import { attendanceWords } from './words.ts';
import './attendance.css';
import './print.css';

/** A month on paper, a sheet for each room: to be signed and filed. */
export function PrintScreen({ site }: { site: SiteView }) {
  const say = useWords(attendanceWords);
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const month = useShownMonth(site);
  const read = useMonth({ month, siteId: site.siteId, ...partOf(params) });
  return (
    <main className="pr">
      <div className="pr-bar">
        <Button onClick={() => void navigate(-1)}>{say('back')}</Button>
        <Button type="primary" disabled={!read.data} onClick={() => window.print()}>
          {say('printButton')}
        </Button>
      </div>
      <ReadState of={read}>{read.data && <Sheets month={read.data} />}</ReadState>
    </main>
  );
}

/** The days of a child that count for one room; a child that changed rooms is on the sheet of each. */
function Sheets({ month }: { month: MonthView }) {
  const say = useWords(attendanceWords);
  const ofRoom = month.rooms
    .map(({ classroomId, name }) => ({
      name,
      rows: month.children.flatMap((child) => partOfRoom(child, classroomId)),
      classroomId,
    }))
    .filter(({ rows }) => rows.length > 0);
  if (ofRoom.length === 0) return <p>{say('emptyFilter')}</p>;
  return ofRoom.map(({ classroomId, name, rows }) => <Sheet key={classroomId} month={month} room={name} rows={rows} />);
}

/** None of a child that had no day in the room. */
const partOfRoom = (child: MonthChild, classroomId: string): MonthChild[] =>
  child.rooms
    .filter((room) => room.classroomId === classroomId)
    .map(({ sums }) => ({
      ...child,
      days: child.days.map((day) => (day.classroomId === classroomId || day.mark === 'closed' ? day : blank(day))),
      sums,
    }));

const blank = (day: MonthDay): MonthDay =>
  day.mark === 'not-planned'
    ? day
    : {
        ...day,
        mark: 'not-planned',
        sessionKind: null,
        minutes: 0,
        lateMinutes: 0,
        stays: [],
        isCorrected: false,
        hasConflict: false,
      };

type SheetProps = { month: MonthView; room: string; rows: MonthChild[] };

function Sheet({ month, room, rows }: SheetProps) {
  const say = useWords(attendanceWords);
  const language = useLanguage();
  const until = sumsUntil(month);
  return (
    <section className="pr-sheet">
      <header>
        <h1>{say('printTitle', { site: month.siteName, month: month.month })}</h1>
        <p>{say('printRoom', { room })}</p>
        {until && <p>{say(`sums_${until}`)}</p>}
        <p className="pr-at">{say('printedAt', { time: dayAndClock(new Date(), language, month.timeZone) })}</p>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('child')}</th>
            {month.days.map(({ day, isClosed }) => (
              <th key={day} scope="col" className={isClosed ? 'at-closed' : ''}>
                {Number(day.slice(8))}
              </th>
            ))}
            {([...MONTH_SUMS, 'lateTimes'] as const).map((sum) => (
              <th key={sum} scope="col">
                {say(sum)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((child) => (
            <Line key={child.childId} child={child} month={month} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('presentThatDay')}</th>
            {month.days.map(({ day, isClosed }, nth) => (
              <td key={day} className={isClosed ? 'at-closed' : ''}>
                {cameOn(rows, nth) || ''}
              </td>
            ))}
            <Sums rows={rows} />
          </tr>
        </tfoot>
      </table>
      <Legend />
      <ul className="pr-signs">
        {(['sign_maker', 'sign_director', 'sign_employer', 'sign_date'] as const).map((sign) => (
          <li key={sign}>{say(sign)}</li>
        ))}
      </ul>
    </section>
  );
}

function Line({ child, month }: { child: MonthChild; month: MonthView }) {
  const say = useWords(attendanceWords);
  return (
    <tr>
      <th scope="row">{child.name}</th>
      {month.days.map(({ day, isClosed }, nth) => {
        const cell = child.days[nth];
        return (
          <td key={day} className={isClosed ? 'at-closed' : ''}>
            {cell && (
              <span role="img" aria-label={say(markKey(cell.mark, day > month.today))}>
                <MarkShape {...cell} />
              </span>
            )}
          </td>
        );
      })}
      <Sums rows={[child]} />
    </tr>
  );
}

function Sums({ rows }: { rows: MonthChild[] }) {
  const sums = { ...cellsOf(rows), lateTimes: summed(rows, ({ lateDays }) => lateDays) };
  return ([...MONTH_SUMS, 'lateTimes'] as const).map((sum) => (
    <td key={sum} className="at-sum">
      {sums[sum]}
    </td>
  ));
}
