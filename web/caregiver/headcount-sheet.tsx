import { useState } from 'react';
import type { Room } from '#contract/attendance.ts';
import type { StaffRoom } from '#contract/staffing.ts';
import {
  type Counted,
  type Headcount,
  keepHeadcount,
  missing,
  readHeadcount,
  startHeadcount,
  toggleSeen,
  withNewcomers,
} from '../features/attendance/headcount.ts';
import { useStaffRoom } from '../features/staffing/use-staff-room.ts';
import { byName } from '../shared/by-name.ts';
import { recordTime } from '../shared/server-clock.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { headcountWords } from './headcount-words.ts';
import { Sheet } from './sheet.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';
import './headcount-sheet.css';

/** Children who are in the room by their full names, then the staff, also on a break: in an emergency everybody counts. */
function peopleHere(room: Room, staff: StaffRoom['people']): Counted[] {
  const children = room.children.filter(({ state }) => state === 'present');
  const present = staff.filter(({ state, classroomId }) => !AWAY.has(state) && classroomId === room.classroomId);
  return [
    ...children.map(({ childId, name }) => ({ id: childId, name, isStaff: false })).sort(byName),
    ...present.map(({ userId, name }) => ({ id: userId, name, isStaff: true })).sort(byName),
  ];
}

const AWAY: ReadonlySet<string> = new Set(['away', 'left']);

/** Everybody who should be here, on one page: a tap says seen. Works without a network, and stays until it is finished. */
export function HeadcountSheet({ room, classroomId, outbox, owner, onClose }: RoomSheetProps) {
  const say = useWords(headcountWords);
  const sayRoom = useWords(caregiverWords);
  const staff = useStaffRoom(classroomId, outbox)?.people ?? [];
  const here = peopleHere(room, staff);
  const [headcount, setHeadcount] = useState<Headcount>(() => {
    const kept = readHeadcount(owner);
    return kept?.finishedAt === null ? kept : startHeadcount(here);
  });
  const running = withNewcomers(headcount, here);
  const change = (next: Headcount) => {
    keepHeadcount(owner, next);
    setHeadcount(next);
  };
  const finish = () => {
    change({ ...running, finishedAt: recordTime() });
    onClose();
  };
  const footer = (
    <>
      <Count running={running} />
      <button type="button" className="tb-button" onClick={() => change(startHeadcount(here))}>
        <Icon name="undo" size={24} />
        {say('anew')}
      </button>
      <button type="button" className="tb-button tb-go" onClick={finish}>
        <Icon name="check" size={26} />
        {say('finish')}
      </button>
    </>
  );
  return (
    <Sheet
      title={say('title', { time: clock(running.startedAt, room.timeZone) })}
      back={sayRoom('back', { room: room.name })}
      onClose={onClose}
      footer={footer}
      whole
      stays
    >
      <HeadcountList {...{ room, staff, running }} onToggle={(id) => change(toggleSeen(running, id))} />
    </Sheet>
  );
}

type HeadcountListProps = {
  room: Room;
  staff: StaffRoom['people'];
  running: Headcount;
  onToggle: (id: string) => void;
};

function HeadcountList({ room, staff, running, onToggle }: HeadcountListProps) {
  const say = useWords(headcountWords);
  const portraits = new Map([
    ...room.children.map(({ childId, portrait }) => [childId as string, portrait] as const),
    ...staff.map(({ userId, portrait }) => [userId as string, portrait] as const),
  ]);
  if (running.people.length === 0) return <p className="tb-lead">{say('nobody')}</p>;
  return (
    <ul className="tb-headcount">
      {running.people.map(({ id, name, isStaff }) => {
        const isSeen = running.seen.includes(id);
        const portrait = portraits.get(id) ?? null;
        return (
          <li key={id}>
            <button type="button" aria-pressed={isSeen} onClick={() => onToggle(id)}>
              <Portrait recipe={portrait} name={name} size={64} adult={isStaff} grey={isSeen} />
              <span>
                <b>{name}</b>
                {say(isSeen ? 'isSeen' : 'notSeen')}
                {isStaff && ` · ${say('staff')}`}
              </span>
              <i>{isSeen && <Icon name="check" size={24} weight={3} />}</i>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** How many are seen, and the names of who is not: read aloud, it is the list. */
function Count({ running }: { running: Headcount }) {
  const say = useWords(headcountWords);
  const { people } = running;
  const lacking = missing(running);
  const names = lacking.map(({ name }) => name).join(say('separator'));
  return (
    <p className="tb-count" role="status">
      <b>{say('seen', { n: people.length - lacking.length, all: people.length })}</b>
      <span className={lacking.length > 0 ? 'tb-count-missing' : 'tb-count-all'}>
        {lacking.length > 0 ? say('missing', { n: lacking.length, names }) : say('complete')}
      </span>
    </p>
  );
}
