import { useState } from 'react';
import type { AttendanceEventId } from '#contract/ids.ts';
import type { DoorDone, DoorVisit } from '#contract/kiosk.ts';
import type { z } from 'zod';
import { isProblem } from '../../shared/problem-error.ts';
import { randomId } from '../../shared/random-id.ts';
import { clock } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import type { DoorRecord } from './kiosk-api.ts';
import { doorWords } from './words.ts';
import './visit.css';

type Done = z.infer<typeof DoorDone>;
type Child = DoorVisit['children'][number];
type Props = {
  visit: DoorVisit;
  record: (record: DoorRecord) => Promise<Done>;
};

/** Each child with where it is, and what one may have come to the entrance for. */
export function VisitChildren({ visit, record }: Props) {
  const say = useWords(doorWords);
  if (visit.children.length === 0) return <p role="status">{say('none')}</p>;
  return (
    <ul className="door-children" aria-label={say('children')}>
      {visit.children.map((child) => (
        <li key={child.childId}>
          <ChildAtDoor visit={visit} child={child} record={record} />
        </li>
      ))}
    </ul>
  );
}

function ChildAtDoor({ visit, child, record }: Props & { child: Child }) {
  const say = useWords(doorWords);
  const language = useLanguage();
  const { send, busy, done, error } = useRecord({ visit, child, record });
  const name = child.callName;
  const acts = actsFor(child.now);
  // It came since the visit began; what there is to tap stays where it was.
  const now = done && done.what !== 'announced' ? ({ state: 'present', at: done.at } as const) : child.now;
  const sentence = isProblem(error, 'not-present')
    ? say('notPresent', { child: name })
    : error !== null && errorSentence(error, language);
  return (
    <article className="door-child card">
      <div className="row">
        <h2>{name}</h2>
        <span className="row-space" />
        <Where now={now} timeZone={visit.timeZone} />
      </div>
      {acts.length === 0 ? (
        <p className="dim">{say('leftToday', { child: name })}</p>
      ) : (
        <div className="door-acts">
          {acts.map((act) => (
            <button
              key={act}
              type="button"
              className={act === acts[0] ? 'door-key door-go' : 'door-key'}
              disabled={busy}
              aria-label={say(`${act}Of`, { child: name })}
              onClick={() => send(act)}
            >
              <Icon name={act === 'arrived' ? 'check' : 'door'} size={24} />
              {say(act)}
            </button>
          ))}
        </div>
      )}
      <p role="status" className="door-done">
        {done && say(`done_${done.what}`, { child: name, time: clock(done.at, visit.timeZone), room: done.roomName })}
      </p>
      <p role="alert" className="door-wrong">
        {sentence}
      </p>
    </article>
  );
}

/** What the entrance takes, the likely one first: a child that is in is fetched, and one that left comes again by the room's hand. */
function actsFor(now: Child['now']): DoorRecord['what'][] {
  if (now?.state === 'left') return [];
  return now?.state === 'present' ? ['fetching'] : ['arrived', 'fetching'];
}

const WHERE = {
  present: { tone: 'primary', icon: 'check' },
  expected: { tone: 'refused', icon: 'clock' },
  left: { tone: 'refused', icon: 'leave' },
} as const;

function Where({ now, timeZone }: { now: Child['now']; timeZone: string }) {
  const say = useWords(doorWords);
  if (now === null) return null;
  const time = now.at === null ? '' : clock(now.at, timeZone);
  return <Pill {...WHERE[now.state]}>{say(`now_${now.state}`, { time })}</Pill>;
}

/** A tap whose answer was lost is sent again with its own id, and is one record. */
function useRecord({ visit, child, record }: Pick<Props, 'visit' | 'record'> & { child: Child }) {
  const [ids] = useState({ arrived: randomId() as AttendanceEventId, fetching: randomId() as AttendanceEventId });
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = (what: DoorRecord['what']): void => {
    setBusy(true);
    setError(null);
    setDone(null);
    record({ visit: visit.visit, childId: child.childId, eventId: ids[what], what })
      .then(setDone, setError)
      .finally(() => setBusy(false));
  };
  return { send, busy, done, error };
}
