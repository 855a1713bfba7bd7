import type { ReactNode } from 'react';
import type { Room } from '#contract/attendance.ts';
import { ROLES } from '#contract/people.ts';
import { minutesBetween } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { PanelCards } from './panel-cards.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { useAway } from './use-away.ts';
import { caregiverWords } from './words.ts';
import './watch-panel.css';

type WatchPanelProps = RoomSheetProps & { preview: ReactNode };

/** The room's own picture, who is looking at it (the staff see when they are seen), and what there is to do. */
export function WatchPanel({ preview, ...props }: WatchPanelProps) {
  const say = useWords(caregiverWords);
  const { room } = props;
  return (
    <aside className="tb-panel">
      <div className="card tb-preview">
        {room.cameras.length === 0 ? <p className="tb-lead">{say('noCameras')}</p> : preview}
      </div>
      <Watching {...props} />
      <PanelCards {...props} />
    </aside>
  );
}

/** Without a network nothing is claimed: whoever looks in has their own connection. */
function Watching({ room, actor }: Pick<RoomSheetProps, 'room' | 'actor'>) {
  const say = useWords(caregiverWords);
  const away = useAway();
  // This tablet's own small picture is no one looking in.
  const watching = away ? [] : room.watching.filter(({ userId }) => userId !== actor?.userId);
  const nobody = say(away ? 'watchingAway' : 'watchingNobody');
  return (
    <section className="card tb-watching" aria-labelledby="watching-title">
      <h2 id="watching-title" aria-live="polite">
        <Icon name="eye" size={18} />
        {watching.length ? say('watching', { n: watching.length }) : nobody}
      </h2>
      <ul>
        {watching.map((viewer) => (
          <Viewer key={viewer.viewId} viewer={viewer} />
        ))}
      </ul>
    </section>
  );
}

const STAFF = [...ROLES, 'guest'] as const;

function Viewer({ viewer: { name, relation, portrait, since } }: { viewer: Room['watching'][number] }) {
  const say = useWords(caregiverWords);
  const minutes = minutesBetween(since, useNow(15_000));
  // Guardians carry the room's own word for them (朵朵妈妈), others the code of what they are.
  const role = STAFF.find((each) => each === relation);
  return (
    <li>
      <Portrait recipe={portrait} name={name} size={36} adult />
      <span>
        <b>{name}</b>
        <small>{role ? say(`as_${role}`) : relation}</small>
      </span>
      <span className="tb-minutes">{minutes < 1 ? say('justNow') : say('minutes', { n: minutes })}</span>
    </li>
  );
}
