import type { Room } from '#contract/attendance.ts';
import { childrenOf, tapOf } from '../features/attendance/tap.ts';
import type { Outbox, Refused } from '../shared/outbox/outbox.ts';
import { useRefused } from '../shared/outbox/use-outbox.ts';
import { serverNow } from '../shared/server-clock.ts';
import { clockAndDay } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { refusedWords } from './refused-words.ts';

/** What the server did not take, with its sentence, until somebody has read it. Of a child's coming and going its tile tells. */
export function RefusedRecords({ room, outbox }: { room: Room; outbox: Outbox }) {
  const say = useWords(refusedWords);
  const language = useLanguage();
  const told = useRefused(outbox).filter(({ record }) => !isToldByTile(record, room));
  const [first] = told;
  if (!first) return null;
  const { words, happenedAt, id } = first.record;
  const what = `${clockAndDay(happenedAt, language, room.timeZone, serverNow())} ${words[language]}`;
  return (
    <section className="tb-held tb-refused" role="alert">
      <p>
        {say('refused', { what, why: first.problem.message[language] })}{' '}
        {told.length > 1 && say('refusedMore', { n: told.length - 1 })}
      </p>
      <button type="button" className="tb-button" onClick={() => outbox.dismiss([id])}>
        {say('refusedRead')}
      </button>
    </section>
  );
}

/** A child that has left the nursery or the room since, or is of another room, has no tile here. */
function isToldByTile(record: Refused['record'], { children }: Room): boolean {
  const tap = tapOf(record);
  return tap !== null && childrenOf(tap).every((childId) => children.some((child) => child.childId === childId));
}
