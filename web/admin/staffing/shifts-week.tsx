import { Table, type TableColumnsType } from 'antd';
import type { ShiftView } from '#contract/staffing.ts';
import { byName } from '../../shared/by-name.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { asClock } from '../clock-time.ts';
import { staffingWords } from './words.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

type Person = { userId: string; name: string; shifts: ShiftView[] };
type Props = { shifts: readonly ShiftView[]; today: string; onOpen: ((shift: ShiftView) => void) | null };

/** One line a person, their week beside them; a shift opens what can be changed of it. */
export function ShiftsWeek({ shifts, today, onOpen }: Props) {
  const say = useWords(staffingWords);
  const columns: TableColumnsType<Person> = [
    { title: say('person'), fixed: 'left', render: (_, { name }) => <b>{name}</b> },
    ...WEEKDAYS.map((weekday) => ({
      key: weekday,
      title: say(`weekday_${weekday}`),
      render: (_: unknown, person: Person) =>
        person.shifts
          .filter((shift) => shift.weekday === weekday)
          .map((shift) => <Shift key={shift.shiftId} shift={shift} today={today} onOpen={onOpen} />),
    })),
  ];
  return (
    <Table
      rowKey="userId"
      size="small"
      className="st-week"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={personsOf(shifts)}
      columns={columns}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Empty icon="calendar">{say('noShifts')}</Empty> }}
    />
  );
}

function personsOf(shifts: readonly ShiftView[]): Person[] {
  const inOrder = shifts.toSorted((a, b) => a.fromMinute - b.fromMinute || a.startsOn.localeCompare(b.startsOn, 'en'));
  return [...Map.groupBy(inOrder, ({ userId }) => userId)]
    .map(([userId, own]) => ({ userId, name: own[0]?.name ?? '', shifts: own }))
    .sort(byName);
}

function Shift({ shift, today, onOpen }: { shift: ShiftView; today: string; onOpen: Props['onOpen'] }) {
  const say = useWords(staffingWords);
  const { name, weekday, classroomName: room, fromMinute, toMinute, startsOn, endsOn } = shift;
  const hours = `${asClock(fromMinute)}–${asClock(toMinute)}`;
  const lines = [
    room,
    ...(startsOn > today ? [say('fromDay', { from: startsOn })] : []),
    ...(endsOn === null ? [] : [say('untilDay', { to: endsOn })]),
  ];
  const shown = (
    <>
      {hours}
      {lines.map((line) => (
        <small key={line} className="ad-under">
          {line}
        </small>
      ))}
    </>
  );
  if (onOpen === null) return <div className="st-shift">{shown}</div>;
  const day = say(`weekday_${weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7}`);
  return (
    <button
      type="button"
      className="st-shift"
      aria-label={say('openShift', { name, day, hours, more: lines.join(say('comma')) })}
      onClick={() => onOpen(shift)}
    >
      {shown}
    </button>
  );
}
