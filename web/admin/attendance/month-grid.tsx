import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react';
import type { MonthChild, MonthDay, MonthView } from '#contract/month-sheets.ts';
import { clockOfDay } from '../../shared/site-time.ts';
import { clock, dayName } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { markKey, MarkShape } from './month-marks.tsx';
import { cameOn, cellsOf, MONTH_SUMS, sumsUntil } from './month-sums.ts';
import { attendanceWords } from './words.ts';

const ROW_PX = 34;
const STEP: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-15, 0],
  PageDown: [15, 0],
};

type Props = { month: MonthView; onOpen: (childId: string, day: string) => void };

/** Children × days with the sums of both. Rows are drawn as they come into view; arrow keys move the one cell of the tab order. */
export function MonthGrid({ month, onOpen }: Props) {
  const say = useWords(attendanceWords);
  const scroll = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<readonly [row: number, column: number]>([0, 0]);
  const { children, days } = month;
  const names = useDayNames(days);
  // Nothing here is memoized by a compiler, so functions that change their answers do no harm.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    getScrollElement: () => scroll.current,
    count: children.length,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const drawn = rows.getVirtualItems();
  const onKey = (event: KeyboardEvent) => {
    const step = STEP[event.key];
    if (!step) return;
    event.preventDefault();
    const next = [clamp(at[0] + step[0], children.length), clamp(at[1] + step[1], days.length)] as const;
    setAt(next);
    rows.scrollToIndex(next[0]);
    // After the row that comes into view is there.
    requestAnimationFrame(() =>
      scroll.current?.querySelector<HTMLButtonElement>(`[data-cell="${next.join(' ')}"]`)?.focus(),
    );
  };
  return (
    <div className="at-scroll" ref={scroll}>
      <table
        className="at-grid"
        role="grid"
        aria-label={say('grid', { month: month.month })}
        aria-rowcount={children.length + 2}
      >
        <Head month={month} />
        {/* The keys come from the focused cell inside; the body only hears them. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody onKeyDown={onKey}>
          <Spacer heightPx={drawn[0]?.start ?? 0} />
          {drawn.map(({ index }) => {
            const child = children[index];
            if (!child) return null;
            const focusColumn = index === Math.min(at[0], children.length - 1) ? at[1] : null;
            return <Row key={child.childId} {...{ child, month, names, index, focusColumn, onOpen, setAt }} />;
          })}
          <Spacer heightPx={rows.getTotalSize() - (drawn.at(-1)?.end ?? 0)} />
        </tbody>
        <Foot month={month} />
      </table>
    </div>
  );
}

const clamp = (n: number, count: number): number => Math.min(Math.max(n, 0), count - 1);

/** What stands for the rows that are not drawn. */
const Spacer = ({ heightPx }: { heightPx: number }) =>
  heightPx > 0 ? <tr aria-hidden="true" style={{ height: heightPx }} /> : null;

function Head({ month }: { month: MonthView }) {
  const { days, today } = month;
  const say = useWords(attendanceWords);
  const until = sumsUntil(month);
  const language = useLanguage();
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'narrow',
    timeZone: 'UTC',
  });
  return (
    <thead>
      <tr>
        <th scope="col">{say('child')}</th>
        {days.map(({ day, isClosed }) => (
          <th key={day} scope="col" className={classOf(isClosed, day === today)}>
            {Number(day.slice(8))}
            <small>{weekday.format(new Date(day))}</small>
          </th>
        ))}
        {MONTH_SUMS.map((sum) => (
          <th key={sum} scope="col" className="at-sum">
            {say(sum)}
            {until && <small>{say(until)}</small>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const classOf = (isClosed: boolean, isToday: boolean): string =>
  [isClosed ? 'at-closed' : '', isToday ? 'at-today' : ''].join(' ').trim();

type RowProps = {
  child: MonthChild;
  month: MonthView;
  /** Of the days, in words. */
  names: readonly string[];
  index: number;
  focusColumn: number | null;
  onOpen: Props['onOpen'];
  setAt: (at: readonly [number, number]) => void;
};

const Row = memo(function Row({ child, month, names, index, focusColumn, onOpen, setAt }: RowProps) {
  const { days, today } = month;
  const sayCell = useCellWords(child.name, month);
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" title={child.employers.join('、')}>
        {child.name}
      </th>
      {days.map(({ day, isClosed }, nth) => {
        const cell = child.days[nth];
        const words = cell && sayCell(cell, day, names[nth] ?? day);
        return (
          <td key={day} role="gridcell" className={classOf(isClosed, day === today)}>
            {cell && (
              <button
                type="button"
                data-cell={`${String(index)} ${String(nth)}`}
                tabIndex={focusColumn === nth ? 0 : -1}
                aria-label={words}
                title={words}
                onClick={() => {
                  setAt([index, nth]);
                  onOpen(child.childId, day);
                }}
              >
                <MarkShape {...cell} />
              </button>
            )}
          </td>
        );
      })}
      <Sums rows={[child]} />
    </tr>
  );
});

function Sums({ rows }: { rows: readonly MonthChild[] }) {
  const sums = cellsOf(rows);
  return MONTH_SUMS.map((sum) => (
    <td key={sum} className="at-sum">
      {sums[sum]}
    </td>
  ));
}

/** A day of the calendar is the same day in every zone. */
function useDayNames(days: MonthView['days']): string[] {
  const language = useLanguage();
  return useMemo(() => days.map(({ day }) => dayName(`${day}T12:00Z`, language, 'UTC')), [days, language]);
}

/** A cell in words: who, which day, how it was, from when to when. */
function useCellWords(
  child: string,
  { timeZone, today }: MonthView,
): (cell: MonthDay, day: string, dayInWords: string) => string {
  const say = useWords(attendanceWords);
  const language = useLanguage();
  return ({ mark, stays, absenceReason, isCorrected, hasConflict }, day, dayInWords) => {
    const times = stays.map(
      ({ from, to }) => `${clock(from, timeZone)}–${to === null ? '' : clockOfDay(to, day, timeZone)}`,
    );
    const more = [
      ...times,
      ...(absenceReason === null ? [] : [say(`absence_${absenceReason}`)]),
      ...(isCorrected ? [say('legend_corrected')] : []),
      ...(hasConflict ? [say('legend_conflict')] : []),
    ];
    const cell = say('cell', { child, day: dayInWords, mark: say(markKey(mark, day > today)) });
    return more.length === 0 ? cell : say('cellMore', { cell, times: more.join(language === 'zh' ? '，' : ', ') });
  };
}

function Foot({ month: { children, days } }: { month: MonthView }) {
  const say = useWords(attendanceWords);
  return (
    <tfoot>
      <tr>
        <th scope="row">{say('presentThatDay')}</th>
        {days.map(({ day, isClosed }, nth) => (
          <td key={day} className={isClosed ? 'at-closed' : ''}>
            {cameOn(children, nth) || ''}
          </td>
        ))}
        <Sums rows={children} />
      </tr>
    </tfoot>
  );
}
