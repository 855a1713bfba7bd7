import { Button, Input, type InputRef, Segmented } from 'antd';
import { useCallback, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { ChildId } from '#contract/ids.ts';
import type { DayBoard } from '#contract/day-board.ts';
import type { SiteView } from '#contract/people.ts';
import { useBoard } from '../../features/day-board/board-api.ts';
import { todayIn } from '../../shared/site-time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { useKey } from '../use-key.ts';
import { asBoardState, BOARD_STATES, boardCounts, boardRows } from './board-filter.ts';
import { ChildDayDrawer } from './child-day-drawer.tsx';
import { dayOr, dayPlus } from './day-steps.ts';
import { DayTable } from './day-table.tsx';
import { RoomSelect } from './room-select.tsx';
import { Stepper } from './stepper.tsx';
import { attendanceWords } from './words.ts';

/** Every child of a day with its state, what needs a look first. */
export function DayView({ site }: { site: SiteView }) {
  const say = useWords(attendanceWords);
  const [typed, setDay] = useFilter('day');
  const [opened, setOpened] = useFilter('child', { step: true });
  const today = todayIn(site.timeZone);
  const day = dayOr(typed, today);
  const board = useBoard(site.siteId, day);
  const child = ChildId.safeParse(opened).data;
  return (
    <>
      <div className="at-bar">
        <Stepper
          type="date"
          label={say('day')}
          value={day}
          before={{ label: say('dayBefore'), value: dayPlus(day, -1) }}
          after={{ label: say('dayAfter'), value: dayPlus(day, 1) }}
          now={day === today ? null : { label: say('today'), value: today }}
          onChange={(to) => setDay(to === today ? '' : to)}
        />
        {board.data && <BoardFilters board={board.data} />}
      </div>
      <ReadState of={board}>{board.data && <Rows key={day} board={board.data} onOpen={setOpened} />}</ReadState>
      {child && <ChildDayDrawer key={`${child} ${day}`} childId={child} day={day} onClose={() => setOpened('')} />}
    </>
  );
}

function BoardFilters({ board }: { board: DayBoard }) {
  const say = useWords(attendanceWords);
  const [room] = useFilter('room');
  const [state, setState] = useFilter('state');
  const [name, setName] = useFilter('q');
  const search = useRef<InputRef>(null);
  useKey(
    '/',
    useCallback(() => search.current?.focus(), []),
  );
  const counts = boardCounts(board.children, room);
  return (
    <>
      <RoomSelect rooms={board.rooms} />
      <Segmented
        aria-label={say('states')}
        value={asBoardState(state)}
        onChange={(to) => setState(to === 'all' ? '' : to)}
        options={BOARD_STATES.map((value) => ({ value, label: say(`state_${value}`, { n: counts[value] }) }))}
      />
      <Input.Search
        ref={search}
        className="ad-search"
        aria-label={say('search')}
        placeholder={say('search')}
        allowClear
        defaultValue={name}
        onSearch={setName}
      />
    </>
  );
}

function Rows({ board, onOpen }: { board: DayBoard; onOpen: (childId: string) => void }) {
  const say = useWords(attendanceWords);
  const [params, setParams] = useSearchParams();
  const asked = { room: params.get('room') ?? '', search: params.get('q') ?? '' };
  const rows = boardRows(board.children, { ...asked, state: asBoardState(params.get('state') ?? '') });
  if (board.children.length === 0)
    return <Empty icon="people">{say(board.isClosed ? 'emptyClosed' : 'emptyDay')}</Empty>;
  if (rows.length > 0) return <DayTable board={board} rows={rows} onOpen={onOpen} />;
  const clear = () =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const name of ['room', 'q', 'state']) next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <Empty icon="people">{say('emptyFilter')}</Empty>
      <p className="ad-first">
        <Button onClick={clear}>{say('clearFilter')}</Button>
      </p>
    </>
  );
}
