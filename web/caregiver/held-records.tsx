import { useTablet } from '../features/devices/tablet-session.ts';
import { isStaffRecord } from '../features/staffing/staff-record.ts';
import type { Outbox } from '../shared/outbox/outbox.ts';
import { useUnsent } from '../shared/outbox/use-outbox.ts';
import { clock } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { caregiverWords } from './words.ts';

type HeldRecordsProps = { timeZone: string; outbox: Outbox };

/** More than this many are counted, not told one by one. */
const TOLD = 3;

/**
 * What somebody else did and that has not been sent: whoever acts now says what becomes of it, one person's at a time. Of
 * their own coming and going nobody else speaks.
 */
export function HeldRecords({ timeZone, outbox }: HeldRecordsProps) {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const tablet = useTablet();
  useUnsent(outbox);
  const held = outbox.held();
  const [first] = held;
  if (!first) return null;
  const isOwn = isStaffRecord(first);
  const theirs = held.filter((record) => record.actorId === first.actorId && isStaffRecord(record) === isOwn);
  const ids = theirs.map(({ id }) => id);
  const staff = tablet.phase === 'paired' ? tablet.device.staff : [];
  const name = staff.find(({ userId }) => userId === first.actorId)?.name;
  const told = theirs
    .slice(0, TOLD)
    .map(({ happenedAt, words }) => `${clock(happenedAt, timeZone)} ${words[language]}`);
  const more = theirs.length > TOLD ? [say('heldMore', { n: theirs.length - TOLD })] : [];
  const what = [...told, ...more].join(say('separator'));
  return (
    <section className="tb-held" role="alert">
      <p>
        {isOwn
          ? say('heldOwn', { what })
          : name === undefined
            ? say('heldOther', { what })
            : say('heldBy', { name, what })}
      </p>
      <button type="button" className="tb-button" onClick={() => outbox.discard(ids)}>
        {say('heldDiscard')}
      </button>
      {!isOwn && (
        <button type="button" className="tb-button tb-go" onClick={() => outbox.takeOver(ids)}>
          {say('heldTakeOver')}
        </button>
      )}
    </section>
  );
}
