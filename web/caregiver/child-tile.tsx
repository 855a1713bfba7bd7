import type { Room, RoomChild } from '#contract/attendance.ts';
import type { Problem } from '#contract/problem.ts';
import { elsewhere } from '../features/attendance/tap.ts';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { callName } from '../shared/call-name.ts';
import { clock } from '../shared/time.ts';
import { type Say, useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import { useAway } from './use-away.ts';
import { caregiverWords } from './words.ts';
import './child-tile.css';

type ChildTileProps = {
  child: RoomChild;
  room: Room;
  now: Date;
  /** Something about this child is still on its way; `held`: it goes no further without somebody's word. */
  sending: 'unsent' | 'held' | null;
  /** What was found at the child and is not closed, and what its family answered. */
  found: readonly string[];
  /** The server said no to the last tap. */
  refusal: Problem | undefined;
  onTap: () => void;
};

/** One child: a tap checks in whoever is awaited and opens the sheet of whoever is here. */
export function ChildTile({ child, room, now, sending, found, refusal, onTap }: ChildTileProps) {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const { look, icon, words } = tileState(child, { room, now, say });
  const marks = [...marksOf(child, say), ...found];
  const allergies = child.allergies.map((what) => say('allergy', { what }));
  const name = callName(child);
  const spoken = [name, words, ...allergies, ...marks, ...(refusal ? [refusal.message[language]] : [])];
  return (
    <button type="button" className={`tb-tile tb-${look}`} aria-label={spoken.join(say('separator'))} onClick={onTap}>
      <span className="tb-photo">
        <Portrait recipe={child.portrait} name={child.name} size={76} grey={child.state !== 'present'} />
        {child.state === 'present' && (
          <span className={sending ? 'tb-here tb-here-unsent' : 'tb-here'}>
            <Icon name={sending ? 'hourglass' : 'check'} size={13} weight={3} />
          </span>
        )}
      </span>
      <b>{name}</b>
      {refusal ? (
        <span className="tb-refusal">{refusal.message[language]}</span>
      ) : (
        <small>
          {icon && <Icon name={icon} size={14} weight={2.2} />}
          {sending ? <Unsent words={words} isHeld={sending === 'held'} /> : words}
        </small>
      )}
      {child.allergies.length > 0 && (
        <span className="tb-allergy">
          <Icon name="alarm" size={13} weight={2.2} />
          {listOf(child.allergies, language)}
        </span>
      )}
      {marks.length > 0 && (
        <span className={child.conflicts.length > 0 ? 'tb-mark tb-mark-conflict' : 'tb-mark'}>{marks.join(' · ')}</span>
      )}
    </button>
  );
}

/** Without a network nothing is being sent, nor what waits for somebody's word; and nothing of it looks done. */
function Unsent({ words, isHeld }: { words: string; isHeld: boolean }) {
  const say = useWords(caregiverWords);
  const away = useAway();
  const state = away ? 'waits' : isHeld ? 'needsYou' : 'sending';
  return (
    <span className={state === 'sending' ? '' : `tb-tile-waits tb-tile-${state}`}>{`${words} · ${say(state)}`}</span>
  );
}

type Wording = { room: Room; now: Date; say: Say<(typeof caregiverWords)['keys'][number]> };
type TileState = { look: 'late' | 'absent' | RoomChild['state']; icon: IconName | null; words: string };

function tileState(child: RoomChild, { room, now, say }: Wording): TileState {
  const { state, at, expectedAt, absence } = child;
  const time = (instant: string) => ({ time: clock(instant, room.timeZone) });
  const away = elsewhere(child, room);
  if (away) {
    const name = room.otherRooms.find(({ classroomId }) => classroomId === away)?.name ?? '';
    return { look: 'left', icon: 'swap', words: say('inOther', { room: name }) };
  }
  if (absence && state !== 'present' && state !== 'left')
    return { look: 'absent', icon: 'phone', words: absenceWords(absence, say) };
  switch (state) {
    case 'expected':
      return awaited(expectedAt, { room, now, say });
    case 'present':
      return { look: state, icon: null, words: at ? say('arrivedAt', time(at)) : say('inRoom') };
    case 'left':
      return { look: state, icon: null, words: at ? say('leftAt', time(at)) : say('goneHome') };
    case 'not-today':
      return { look: state, icon: null, words: say('notToday') };
  }
}

function awaited(expectedAt: string | null, { room, now, say }: Wording): TileState {
  if (!expectedAt) return { look: 'expected', icon: null, words: say('notArrived') };
  const time = { time: clock(expectedAt, room.timeZone) };
  const isLate = now.getTime() > new Date(expectedAt).getTime() + room.lateAfterMinutes * 60_000;
  return isLate
    ? { look: 'late', icon: 'clock', words: say('late', time) }
    : { look: 'expected', icon: null, words: say('expectedAt', time) };
}

/** Whose word it is, where somebody of the family wrote it. */
export const absenceWords = ({ by }: NonNullable<RoomChild['absence']>, say: Wording['say']): string =>
  by === '' ? say('familyAbsence') : say('lateAbsence', { by });

/** What one should know before tapping: records that cannot both be so, and a record that was changed. */
function marksOf(child: RoomChild, say: Wording['say']): string[] {
  if (child.conflicts.length > 0) return [say('conflict')];
  return child.isCorrected ? [say('corrected')] : [];
}
