import type { DayLine, Room, RoomChild } from '#contract/attendance.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { type Say, useWords } from '../shared/words/book.ts';
import { childWords } from './child-words.ts';
import type { ChildSheetProps } from './sheet-props.ts';

type SayChild = Say<(typeof childWords)['keys'][number]>;

/** What stands of today, in its order. */
export function ChildLines({ room, child }: ChildSheetProps) {
  const say = useWords(childWords);
  if (child.lines.length === 0) return <p className="tb-lead">{say('noLines')}</p>;
  return (
    <section aria-labelledby="lines-title">
      <h2 id="lines-title">{say('today')}</h2>
      <ul className="tb-lines">
        {child.lines.map((line) => (
          <li key={line.eventId}>
            <b>{clock(line.at, room.timeZone)}</b>
            <span>{lineWords(line, { room, child, say })}</span>
            {line.reason !== null && <small>{say('correctedFor', { reason: line.reason })}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const COMING_OR_GOING = {
  checked_in: ['lineIn', 'lineInWith'],
  checked_out: ['lineOut', 'lineOutWith'],
} as const;

/** Who brought or took the child, where that was recorded. */
const companionOf = ({ withUserId, withPickupId, withPickup }: DayLine, { guardians, pickups }: RoomChild) =>
  guardians.find(({ userId }) => userId === withUserId) ??
  pickups.find(({ pickupId }) => pickupId === withPickupId) ??
  withPickup;

/** 入园 · 离园，奶奶 乌兰接走 · 转到桃花班 */
export function lineWords(
  line: DayLine,
  { room, child, say }: { room: Room; child: RoomChild; say: SayChild },
): string {
  switch (line.kind) {
    case 'checked_in':
    case 'checked_out': {
      const who = companionOf(line, child);
      const [alone, together] = COMING_OR_GOING[line.kind];
      return who ? say(together, { who: `${who.relation} ${who.name}` }) : say(alone);
    }
    case 'transferred':
      return say('lineMoved', { room: roomName(room, line.classroomId) });
  }
}

export const roomName = (room: Room, classroomId: Room['classroomId']): string =>
  [room, ...room.otherRooms].find((each) => each.classroomId === classroomId)?.name ?? '';

/** Two tablets told two stories: both stand on record, and somebody who knows says which was so. */
export function ChildConflicts({ room, child, open }: ChildSheetProps) {
  const say = useWords(childWords);
  const { childId, conflicts } = child;
  return conflicts.map(({ kind, eventId, at }) => (
    <div key={`${kind} ${eventId}`} className="tb-block-rule" role="alert">
      <Icon name="alarm" size={30} />
      <p>
        <b>{say(CONFLICT[kind], { time: clock(at, room.timeZone) })}</b>
        <br />
        {say('conflictMore')}
      </p>
      <button type="button" className="tb-button" onClick={() => open({ sheet: 'correct', childId })}>
        <Icon name="pencil" size={24} />
        {say('correct')}
      </button>
    </div>
  ));
}

const CONFLICT = { 'left-twice': 'leftTwice', 'two-rooms': 'twoRooms', 'out-without-in': 'outWithoutIn' } as const;
