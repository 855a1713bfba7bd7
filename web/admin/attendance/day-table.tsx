import { Table, type TableColumnsType } from 'antd';
import type { BoardChild, DayBoard } from '#contract/day-board.ts';
import { clockOfDay, dateIn } from '../../shared/site-time.ts';
import { clock, dayAndClock, duration } from '../../shared/time.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { presentMinutes } from '../../shared/present-minutes.ts';
import { useNow } from '../../shared/use-now.ts';
import { type Say, useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { asClock, isAllDay } from '../clock-time.ts';
import { adminWords } from '../words.ts';
import { isToSeeTo } from './board-filter.ts';
import { MARK_LOOK } from './mark-look.ts';
import { attendanceWords } from './words.ts';

type Props = { board: DayBoard; rows: BoardChild[]; onOpen: (childId: string) => void };
type AttendanceSay = Say<(typeof attendanceWords)['keys'][number]>;

/** One line a child. The name opens everything that was recorded. */
export function DayTable({ board, rows, onOpen }: Props) {
  return (
    <Table
      rowKey="childId"
      size="small"
      pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={rows}
      columns={useColumns(board, onOpen)}
      rowClassName={(child) => (isToSeeTo(child) ? 'at-look' : '')}
      onRow={({ childId }) => ({ onClick: () => onOpen(childId), className: 'at-row' })}
      scroll={{ x: 'max-content' }}
    />
  );
}

function useColumns(board: DayBoard, onOpen: (childId: string) => void): TableColumnsType<BoardChild> {
  const say = useWords(attendanceWords);
  const { day } = board;
  return [
    {
      title: say('child'),
      render: (_, { childId, name, number }) => (
        <button
          type="button"
          className="at-name"
          title={say('openDay', { child: name, day })}
          onClick={() => onOpen(childId)}
        >
          <b>{name}</b>
          {number !== null && <span className="dim"> {number}</span>}
        </button>
      ),
    },
    { title: say('room'), render: (_, child) => <Rooms child={child} board={board} /> },
    { title: say('attendance'), render: (_, child) => <Mark child={child} /> },
    {
      title: say('arrived'),
      render: (_, { arrivedAt, arrivedBy }) => <At at={arrivedAt} board={board} under={recorded(arrivedBy, say)} />,
    },
    {
      title: say('left'),
      render: (_, { leftAt, leftBy, fetchedBy }) => (
        <At
          at={leftAt}
          board={board}
          under={fetchedBy === null ? recorded(leftBy, say) : say('fetchedBy', { with: fetchedBy })}
        />
      ),
    },
    { title: say('plan'), render: (_, child) => <Plan child={child} /> },
    {
      title: say('present'),
      align: 'right',
      render: (_, child) => <Present child={child} />,
    },
    { title: say('notes'), render: (_, child) => <Notes child={child} board={board} /> },
  ];
}

const recorded = (by: string | null, say: AttendanceSay): string | null =>
  by === null ? null : say('recordedBy', { by });

type AtProps = { at: string | null; board: DayBoard; under: string | null };

function At({ at, board: { day, timeZone }, under }: AtProps) {
  const common = useWords(adminWords);
  if (at === null) return <span className="dim">{common('none')}</span>;
  return (
    <>
      {clockOfDay(at, day, timeZone)}
      {under !== null && <small className="ad-under">{under}</small>}
    </>
  );
}

function Rooms({ child, board: { rooms } }: { child: BoardChild; board: DayBoard }) {
  const say = useWords(attendanceWords);
  const nameOf = (id: string | null) => rooms.find(({ classroomId }) => classroomId === id)?.name;
  const isElsewhere = child.mark === 'here' && child.lastRoomId !== child.classroomId;
  return (
    <>
      {nameOf(child.classroomId) ?? <span className="dim">{say('noRoom')}</span>}
      {isElsewhere && <small className="ad-under">{say('nowIn', { room: nameOf(child.lastRoomId) ?? '' })}</small>}
    </>
  );
}

export function Mark({ child: { mark } }: { child: Pick<BoardChild, 'mark'> }) {
  const say = useWords(attendanceWords);
  return <Pill {...MARK_LOOK[mark]}>{say(`mark_${mark}`)}</Pill>;
}

function Plan({ child: { sessionKind, planned } }: { child: BoardChild }) {
  const say = useWords(attendanceWords);
  const common = useWords(adminWords);
  if (sessionKind === null || planned === null) return <span className="dim">{common('none')}</span>;
  const { fromMinute, toMinute } = planned;
  return (
    <>
      {isAllDay(planned) ? common('allDay') : `${asClock(fromMinute)}–${asClock(toMinute)}`}
      <small className="ad-under">{say(`session_${sessionKind}`)}</small>
    </>
  );
}

/** All stays together; one that goes on counts until now, and says so. */
function Present({ child }: { child: BoardChild }) {
  const say = useWords(attendanceWords);
  const language = useLanguage();
  const now = useNow(30_000);
  const { hereSince, stays } = child;
  const all = presentMinutes(child, now);
  return (
    <>
      {hereSince === null ? all > 0 && duration(all, language) : say('presentSoFar', { time: duration(all, language) })}
      {stays > 1 && <small className="ad-under">{say('stays', { n: stays })}</small>}
    </>
  );
}

/** What is not as it should be first, as words beside their colours. */
function Notes({ child, board }: { child: BoardChild; board: DayBoard }) {
  const say = useWords(attendanceWords);
  const language = useLanguage();
  const { conflicts, alerts, absenceReason, isCorrected, toldLateAt, lateMinutes, isLateAnnounced } = child;
  const whenTold = (at: string) =>
    dateIn(board.timeZone, at) === board.day ? clock(at, board.timeZone) : dayAndClock(at, language, board.timeZone);
  return (
    <span className="at-notes">
      {conflicts.map((kind, nth) => (
        <Pill key={`${kind}${String(nth)}`} tone="offline" icon="alarm">
          {say(`conflict_${kind}`)}
        </Pill>
      ))}
      {alerts.map(({ alertId, kind }) => (
        <Pill key={alertId} tone="accent" icon="clock">
          {say(`alert_${kind}`)}
        </Pill>
      ))}
      {absenceReason !== null && <span>{say(`absence_${absenceReason}`)}</span>}
      {lateMinutes > 0 && <span>{say(isLateAnnounced ? 'lateAnnounced' : 'late', { n: lateMinutes })}</span>}
      {toldLateAt !== null && <span className="at-late">{say('toldLate', { time: whenTold(toldLateAt) })}</span>}
      {isCorrected && <span className="at-corrected">{say('corrected')}</span>}
    </span>
  );
}
