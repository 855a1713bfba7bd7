import type { SiteView } from '#contract/people.ts';
import { consentWords } from '../../features/consents/words.ts';
import { useClassrooms } from '../../features/sites/use-sites.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { ledgerWords } from './words.ts';

/** Which consent keeps a room closed, of children and staff, where the room asks for everyone's. */
export function BlockedRooms({ site }: { site: SiteView }) {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const rooms = useClassrooms(site.siteId);
  return (
    <ReadState of={rooms}>
      <p className="dim">{say(site.roomConsentMode === 'enrolment' ? 'roomsEnrolment' : 'roomsLead')}</p>
      {site.roomConsentMode === 'strict' &&
        rooms.data?.map((room) => (
          <section key={room.classroomId} className="ad-room-gaps" aria-label={room.name}>
            <h2>{room.name}</h2>
            {room.consentGaps.length === 0 && (
              <Pill tone="live" icon="check">
                {say('roomFine')}
              </Pill>
            )}
            <ul>
              {room.consentGaps.map((gap) => (
                <li key={gap.who + gap.id} className="row">
                  <b>{gap.name}</b>
                  <span className="dim">{say(`gap_${gap.who}`)}</span>
                  <Pill tone="stalled" icon="clock">
                    {kinds(`state_${gap.state}`)}
                  </Pill>
                  {gap.blocksNow && (
                    <Pill tone="offline" icon="lock">
                      {say('blocks')}
                    </Pill>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
    </ReadState>
  );
}
