import { useState } from 'react';
import type { AttendanceEventId } from '#contract/ids.ts';
import type { DoorDone, DoorVisit } from '#contract/kiosk.ts';
import type { z } from 'zod';
import { isProblem } from '../../shared/problem-error.ts';
import { randomId } from '../../shared/random-id.ts';
import { clock } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
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
  timeZone: string | undefined;
};

/** Each child with the two things one comes to the entrance for; neither says where the child is. */
export function VisitChildren({ visit, record, timeZone }: Props) {
  const say = useWords(doorWords);
  if (visit.children.length === 0) return <p role="status">{say('none')}</p>;
  return (
    <ul className="door-children" aria-label={say('children')}>
      {visit.children.map((child) => (
        <li key={child.childId}>
          <ChildAtDoor visit={visit} child={child} record={record} timeZone={timeZone} />
        </li>
      ))}
    </ul>
  );
}

function ChildAtDoor({ visit, child, record, timeZone }: Props & { child: Child }) {
  const say = useWords(doorWords);
  const language = useLanguage();
  const { send, busy, done, error } = useRecord({ visit, child, record });
  const name = child.callName;
  const sentence = isProblem(error, 'not-present')
    ? say('notPresent', { child: name })
    : error !== null && errorSentence(error, language);
  return (
    <article className="door-child card">
      <h2>{name}</h2>
      <div className="door-acts">
        <button
          type="button"
          className="door-key door-go"
          disabled={busy}
          aria-label={say('arrivedOf', { child: name })}
          onClick={() => send('arrived')}
        >
          <Icon name="check" size={24} />
          {say('arrived')}
        </button>
        <button
          type="button"
          className="door-key"
          disabled={busy}
          aria-label={say('fetchingOf', { child: name })}
          onClick={() => send('fetching')}
        >
          <Icon name="door" size={24} />
          {say('fetching')}
        </button>
      </div>
      <p role="status" className="door-done">
        {done && say(`done_${done.what}`, { child: name, time: clock(done.at, timeZone), room: done.roomName })}
      </p>
      <p role="alert" className="door-wrong">
        {sentence}
      </p>
    </article>
  );
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
