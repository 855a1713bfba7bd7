import type { ReactNode } from 'react';
import type { Room } from '#contract/attendance.ts';
import { minutesBetween } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';

/** The room's own picture, and who is looking at it: the staff see when they are seen. */
export function WatchPanel({ room, preview }: { room: Room; preview: ReactNode }) {
  const say = useWords(caregiverWords);
  const now = useNow(15_000);
  const count = room.watching.length;
  return (
    <aside className="tb-panel">
      <div className="card tb-preview">
        {room.cameras.length === 0 ? <p className="tb-lead">{say('noCameras')}</p> : preview}
      </div>
      <section className="card tb-watching" aria-labelledby="watching-title">
        <h2 id="watching-title" aria-live="polite">
          <Icon name="eye" size={18} />
          {count ? say('watching', { n: count }) : say('watchingNobody')}
        </h2>
        <ul>
          {room.watching.map(({ viewId, name, relation, portrait, since }) => {
            const minutes = minutesBetween(since, now);
            return (
              <li key={viewId}>
                <Portrait recipe={portrait} name={name} size={36} adult />
                <span>
                  <b>{name}</b>
                  <small>{relation}</small>
                </span>
                <span className="tb-minutes">{minutes < 1 ? say('justNow') : say('minutes', { n: minutes })}</span>
              </li>
            );
          })}
        </ul>
      </section>
    </aside>
  );
}
