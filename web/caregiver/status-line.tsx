import type { Room } from '#contract/attendance.ts';
import type { Actor } from '#contract/sign-in.ts';
import { useConnection } from '../shared/socket.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { NewVersion } from './new-version.tsx';
import { caregiverWords } from './words.ts';

type StatusLineProps = { room: Room; unsentCount: number; actor: Actor | null; onWho: (() => void) | null };

/** What never scrolls away: the room, how many are here, whether the hands suffice, what is still on its way, who acts. */
export function StatusLine({ room, unsentCount, actor, onWho }: StatusLineProps) {
  const say = useWords(caregiverWords);
  const now = useNow(1_000);
  return (
    <header className="tb-head">
      <img src="/icon.svg" width={32} height={32} alt="" />
      <h1>{room.name}</h1>
      <span className="tb-kind">{`${say(`kind_${room.kind}`)} · ${room.siteName}`}</span>
      <Ratio room={room} />
      <span className="row-space" />
      <NewVersion />
      <Sending unsentCount={unsentCount} />
      <b className="tb-clock">{clock(now, room.timeZone)}</b>
      <Who actor={actor} onWho={onWho} />
    </header>
  );
}

function Ratio({ room }: { room: Room }) {
  const say = useWords(caregiverWords);
  const present = room.children.filter((child) => child.state === 'present').length;
  const count = say('present', { n: present, capacity: room.capacity });
  const perCaregiver = room.staffCount > 0 ? present / room.staffCount : null;
  const broken = present > 0 && (perCaregiver === null || perCaregiver > room.ratio);
  const ratio = perCaregiver === null ? say('nobodyOnDuty') : `1 : ${Number(perCaregiver.toFixed(1))}`;
  return (
    <span className={broken ? 'tb-ratio tb-ratio-broken' : 'tb-ratio'} role={broken ? 'alert' : undefined}>
      <Icon name="people" size={20} />
      {count}
      <small>{say('staff', { n: room.staffCount })}</small>
      {present > 0 && ratio}
      <small>{broken ? say('ratioRule') : say('ratioLimit', { n: room.ratio })}</small>
      <Icon name={broken ? 'alarm' : 'check'} size={18} weight={2.6} />
    </span>
  );
}

function Sending({ unsentCount }: { unsentCount: number }) {
  const say = useWords(caregiverWords);
  const away = useConnection().phase === 'away';
  const waiting = unsentCount > 0 || away;
  return (
    <span className={waiting ? 'tb-sync tb-waiting' : 'tb-sync'} role="status">
      <Icon name={waiting ? 'hourglass' : 'wifi'} size={20} />
      {waiting ? say('unsent', { n: unsentCount }) : say('allSent')}
    </span>
  );
}

function Who({ actor, onWho }: { actor: Actor | null; onWho: (() => void) | null }) {
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
  if (!onWho) return <span className="tb-who">{face}</span>;
  return (
    <button type="button" className="tb-who" onClick={onWho}>
      {face}
    </button>
  );
}
