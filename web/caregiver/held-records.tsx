import { useState } from 'react';
import type { Actor } from '#contract/sign-in.ts';
import { tapOf } from '../features/attendance/tap.ts';
import { useTablet } from '../features/devices/tablet-session.ts';
import { isStaffRecord } from '../features/staffing/staff-record.ts';
import type { Outbox } from '../shared/outbox/outbox.ts';
import type { OutboxRecord } from '../shared/outbox/outbox-record.ts';
import { useUnsent } from '../shared/outbox/use-outbox.ts';
import { serverNow } from '../shared/server-clock.ts';
import { clockAndDay } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { caregiverWords } from './words.ts';

type HeldRecordsProps = {
  timeZone: string;
  outbox: Outbox;
  /** Whoever did it enters their PIN: then it goes out under their own name. */
  onPin: (person: Actor) => void;
};

/** More than this many are counted, not told one by one. */
const TOLD = 3;

/**
 * What somebody else did and that has not been sent: they enter their PIN, or whoever acts now says what becomes of it,
 * one person's at a time. Of their own coming and going nobody else speaks.
 */
export function HeldRecords({ timeZone, outbox, onPin }: HeldRecordsProps) {
  const say = useWords(caregiverWords);
  const told = useTold(timeZone);
  const tablet = useTablet();
  useUnsent(outbox);
  const [unsureIds, setUnsureIds] = useState<string | null>(null);
  const held = outbox.held();
  const [first] = held;
  if (!first) return null;
  const isOwn = isStaffRecord(first);
  const theirs = held.filter((record) => record.actorId === first.actorId && isStaffRecord(record) === isOwn);
  const ids = theirs.map(({ id }) => id);
  const staff = tablet.phase === 'paired' ? tablet.device.staff : [];
  const person = staff.find(({ userId }) => userId === first.actorId);
  // What came to it after the question was not asked about.
  if (unsureIds === ids.join())
    return <Sure records={theirs} told={told} onKeep={() => setUnsureIds(null)} onGo={() => outbox.discard(ids)} />;
  const what = told(theirs);
  return (
    <section className="tb-held" role="alert">
      <p>
        {isOwn
          ? say('heldOwn', { what })
          : person
            ? say('heldBy', { name: person.name, what })
            : say('heldOther', { what })}
      </p>
      <button type="button" className="tb-button" onClick={() => setUnsureIds(ids.join())}>
        {say('heldDiscard')}
      </button>
      {person && (
        <button type="button" className="tb-button" onClick={() => onPin(person)}>
          {say('heldPin', { name: person.name })}
        </button>
      )}
      {!isOwn && (
        <button type="button" className="tb-button tb-go" onClick={() => outbox.takeOver(ids)}>
          {say('heldTakeOver')}
        </button>
      )}
    </section>
  );
}

type Told = (records: readonly OutboxRecord[], atMost?: number) => string;

/** 09:02 马小宇入园，09:10 赵可心离园，还有 2 条 */
function useTold(timeZone: string): Told {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  return (records, atMost = TOLD) => {
    const told = records
      .slice(0, atMost)
      .map(({ happenedAt, words }) => `${clockAndDay(happenedAt, language, timeZone, serverNow())} ${words[language]}`);
    const more = records.length > atMost ? [say('heldMore', { n: records.length - atMost })] : [];
    return [...told, ...more].join(say('separator'));
  };
}

type SureProps = { records: readonly OutboxRecord[]; told: Told; onKeep: () => void; onGo: () => void };

/** What is lost, before it is: every hand-over by name, since a child that was fetched is shown as here again. */
function Sure({ records, told, onKeep, onGo }: SureProps) {
  const say = useWords(caregiverWords);
  const handovers = records.filter((record) => tapOf(record)?.kind === 'check-out');
  const others = records.filter((record) => !handovers.includes(record));
  const what = told([...handovers, ...others], Math.max(TOLD, handovers.length));
  const n = records.length;
  return (
    <section className="tb-held" role="alert">
      <p>
        {say('heldSure', { n, what })} {handovers.length > 0 && <b>{say('heldSureHandover')}</b>}
      </p>
      <button type="button" className="tb-button tb-danger" onClick={onGo}>
        {say('heldSureGo', { n })}
      </button>
      <button type="button" className="tb-button tb-go" onClick={onKeep}>
        {say('heldKeep')}
      </button>
    </section>
  );
}
