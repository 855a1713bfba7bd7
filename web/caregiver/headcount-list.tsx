import type { Room } from '#contract/attendance.ts';
import type { StaffRoom } from '#contract/staffing.ts';
import type { Headcount } from '../features/attendance/headcount.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { headcountWords } from './headcount-words.ts';

type HeadcountListProps = {
  room: Room;
  staff: StaffRoom['people'];
  headcount: Headcount;
  onToggle: (id: string) => void;
};

/** Everybody who is looked for; of one that is over it says how it ended, and a tap does nothing. */
export function HeadcountList({ room, staff, headcount, onToggle }: HeadcountListProps) {
  const say = useWords(headcountWords);
  const portraits = new Map([
    ...room.children.map(({ childId, portrait }) => [childId as string, portrait] as const),
    ...staff.map(({ userId, portrait }) => [userId as string, portrait] as const),
  ]);
  const isOver = headcount.finishedAt !== null;
  if (headcount.people.length === 0) return <p className="tb-lead">{say('nobody')}</p>;
  return (
    <ul className="tb-headcount">
      {headcount.people.map(({ id, name, isStaff }) => {
        const isSeen = headcount.seen.includes(id);
        const portrait = portraits.get(id) ?? null;
        return (
          <li key={id}>
            <button type="button" aria-pressed={isSeen} disabled={isOver} onClick={() => onToggle(id)}>
              <Portrait recipe={portrait} name={name} size={64} adult={isStaff} grey={isSeen} />
              <span>
                <b>{name}</b>
                {say(isSeen ? 'isSeen' : isOver ? 'wasNotSeen' : 'notSeen')}
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
