import type { ReactNode } from 'react';
import type { Room, RoomChild } from '#contract/attendance.ts';
import { callName } from '../shared/call-name.ts';
import { serverNow } from '../shared/server-clock.ts';
import { clock, duration, minutesBetween } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { absenceWords } from './child-tile.tsx';
import { childWords } from './child-words.ts';
import { announced, pickupPeople } from './pickup-person.ts';
import { caregiverWords } from './words.ts';

type ChildCardProps = { room: Room; child: RoomChild; children?: ReactNode };

/** Left of every sheet about a child: who it is, since when it is here, and what one must know of it. */
export function ChildCard({ room, child, children }: ChildCardProps) {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const { at } = child;
  const time = at ? clock(at, room.timeZone) : null;
  const span = at ? duration(minutesBetween(at, serverNow()), language) : '';
  const earlier = child.state === 'present' && at ? minutesBefore(child) : 0;
  return (
    <section className="card tb-child">
      <Portrait recipe={child.portrait} name={child.name} size={148} />
      <h2>{callName(child)}</h2>
      {child.nickname && <p>{child.name}</p>}
      {time && child.state === 'present' && <p>{say('inToday', { time, span })}</p>}
      {at && earlier > 0 && (
        <p>{say('inAll', { span: duration(earlier + minutesBetween(at, serverNow()), language) })}</p>
      )}
      {time && child.state === 'left' && <p>{say('outToday', { time })}</p>}
      <ul>
        {child.allergies.map((what) => (
          <li key={what} className="tb-child-allergy">
            <Icon name="alarm" size={20} />
            {say('allergy', { what })}
          </li>
        ))}
        <Said room={room} child={child} />
        {children}
      </ul>
    </section>
  );
}

/** Of the stays of today that are over. */
const minutesBefore = ({ earlierStays }: RoomChild): number =>
  earlierStays.reduce((minutes, { from, to }) => minutes + minutesBetween(from, to), 0);

/** What the family said of today. */
function Said({ room, child }: { room: Room; child: RoomChild }) {
  const say = useWords(caregiverWords);
  const sayChild = useWords(childWords);
  const late = child.latePickUpUntil;
  const fetcher = child.state === 'left' ? null : announced(child, pickupPeople(child));
  return (
    <>
      {late && (
        <li>
          <Icon name="clock" size={20} />
          {sayChild('latePickUp', { time: clock(late, room.timeZone) })}
        </li>
      )}
      {fetcher && (
        <li>
          <Icon name="people" size={20} />
          {sayChild('fetchedToday', { who: `${fetcher.relation} ${fetcher.name}` })}
        </li>
      )}
      {child.absence && (
        <li>
          <Icon name="phone" size={20} />
          {absenceWords(child.absence, say)}
        </li>
      )}
    </>
  );
}
