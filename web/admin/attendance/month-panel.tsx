import { Select } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { ChildId } from '#contract/ids.ts';
import type { MonthView } from '#contract/month-sheets.ts';
import type { SiteView } from '#contract/people.ts';
import { useMonth } from '../../features/month-sheets/month-api.ts';
import { todayIn } from '../../shared/site-time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { ChildDayDrawer } from './child-day-drawer.tsx';
import { dayOr, monthPlus } from './day-steps.ts';
import { partOf, useShownMonth } from './export-menu.tsx';
import { MonthGrid } from './month-grid.tsx';
import { Legend } from './month-marks.tsx';
import { sumsUntil } from './month-sums.ts';
import { RoomSelect } from './room-select.tsx';
import { Stepper } from './stepper.tsx';
import { attendanceWords } from './words.ts';

/** A site's month, children × days; a cell opens what was recorded that day. */
export function MonthPanel({ site }: { site: SiteView }) {
  const say = useWords(attendanceWords);
  const [params] = useSearchParams();
  const [, setMonth] = useFilter('month');
  const [cell, setCell] = useFilter('cell', { step: true });
  const month = useShownMonth(site);
  const thisMonth = todayIn(site.timeZone).slice(0, 7);
  const read = useMonth({ month, siteId: site.siteId, ...partOf(params) });
  const [opened = '', day = ''] = cell.split('.');
  // The same function always: else opening one cell would draw all of them again.
  const latest = useRef(setCell);
  useEffect(() => {
    latest.current = setCell;
  });
  const onOpen = useCallback((child: string, of: string) => latest.current(`${child}.${of}`), []);
  const childId = ChildId.safeParse(opened).data;
  return (
    <>
      <div className="at-bar">
        <Stepper
          type="month"
          label={say('month')}
          value={month}
          before={{ label: say('monthBefore'), value: monthPlus(month, -1) }}
          after={{ label: say('monthAfter'), value: monthPlus(month, 1) }}
          now={month === thisMonth ? null : { label: thisMonth, value: thisMonth }}
          onChange={setMonth}
        />
        {read.data && <RoomSelect rooms={read.data.rooms} />}
        {read.data && <EmployerSelect employers={read.data.employers} />}
      </div>
      <ReadState of={read}>{read.data && <GridOrWhy month={read.data} onOpen={onOpen} />}</ReadState>
      {childId && dayOr(day, '') !== '' && (
        <ChildDayDrawer key={cell} childId={childId} day={day} onClose={() => setCell('')} />
      )}
    </>
  );
}

type GridProps = { month: MonthView; onOpen: (childId: string, day: string) => void };

function GridOrWhy({ month, onOpen }: GridProps) {
  const say = useWords(attendanceWords);
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const until = sumsUntil(month);
  if (month.children.length > 0)
    return (
      <>
        <MonthGrid month={month} onOpen={onOpen} />
        <Legend />
        {until && <p className="dim small">{say(`sums_${until}`)}</p>}
        <p className="dim small">{say('gridHelp')}</p>
      </>
    );
  if (params.has('room') || params.has('employer')) return <Empty icon="people">{say('emptyFilter')}</Empty>;
  return (
    <>
      <Empty icon="people">{say('emptyMonth')}</Empty>
      <p className="ad-first">
        <button type="button" className="at-link" onClick={() => void navigate(`/a/families?site=${month.siteId}`)}>
          {say('toFamilies')}
        </button>
      </p>
    </>
  );
}

function EmployerSelect({ employers }: Pick<MonthView, 'employers'>) {
  const say = useWords(attendanceWords);
  const [employer, setEmployer] = useFilter('employer');
  if (employers.length < 2 && employer === '') return null;
  return (
    <Select
      className="at-filter"
      aria-label={say('employer')}
      value={employers.some(({ organizationId }) => organizationId === employer) ? employer : ''}
      onChange={setEmployer}
      options={[
        { value: '', label: say('allEmployers') },
        ...employers.map(({ organizationId, name }) => ({ value: organizationId, label: name })),
      ]}
    />
  );
}
