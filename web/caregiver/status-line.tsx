import type { Actor } from '#contract/sign-in.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { NewVersion } from './new-version.tsx';
import { RatioChip } from './ratio-chip.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { useAway } from './use-away.ts';
import { caregiverWords } from './words.ts';

type StatusLineProps = Pick<RoomSheetProps, 'room' | 'classroomId' | 'outbox' | 'actor' | 'open'> & {
  unsentCount: number;
  onWho: () => void;
};

/** What never scrolls away: the room, how many are here, whether the hands suffice, what is still on its way, who acts. */
export function StatusLine({ room, classroomId, outbox, open, unsentCount, actor, onWho }: StatusLineProps) {
  const say = useWords(caregiverWords);
  const now = useNow(1_000);
  return (
    <header className="tb-head">
      <img src="/icon.svg" width={32} height={32} alt="" />
      <h1>{room.name}</h1>
      <span className="tb-kind">{`${say(`kind_${room.kind}`)} · ${room.siteName}`}</span>
      <RatioChip {...{ room, classroomId, outbox, open }} />
      <span className="row-space" />
      <NewVersion outbox={outbox} />
      <Sending unsentCount={unsentCount} />
      <b className="tb-clock">{clock(now, room.timeZone)}</b>
      <Who actor={actor} onWho={onWho} />
    </header>
  );
}

function Sending({ unsentCount }: { unsentCount: number }) {
  const say = useWords(caregiverWords);
  const away = useAway();
  const waiting = unsentCount > 0 || away;
  return (
    <span className={waiting ? 'tb-sync tb-waiting' : 'tb-sync'} role="status">
      <Icon name={waiting ? 'hourglass' : 'wifi'} size={20} />
      {waiting ? say('unsent', { n: unsentCount }) : say('allSent')}
    </span>
  );
}

function Who({ actor, onWho }: { actor: Actor | null; onWho: () => void }) {
  const say = useWords(caregiverWords);
  const face = actor ? (
    <>
      <Portrait recipe={actor.portrait} name={actor.name} size={44} adult />
      {actor.name}
    </>
  ) : (
    <>
      <Icon name="person" size={24} />
      {say('whoActs')}
    </>
  );
  return (
    <button type="button" className="tb-who" onClick={onWho}>
      {face}
    </button>
  );
}
