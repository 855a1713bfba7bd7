import { tapOf } from '../features/attendance/tap.ts';
import type { Outbox } from '../shared/outbox/outbox.ts';
import { useRefused } from '../shared/outbox/use-outbox.ts';
import { clock } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { caregiverWords } from './words.ts';

/** What the server did not take, with its sentence, until somebody has read it. Of a child's coming and going the tile tells. */
export function RefusedRecords({ timeZone, outbox }: { timeZone: string; outbox: Outbox }) {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const refused = useRefused(outbox).filter(({ record }) => tapOf(record) === null);
  const [first] = refused;
  if (!first) return null;
  const { words, happenedAt, id } = first.record;
  const what = `${clock(happenedAt, timeZone)} ${words[language]}`;
  return (
    <section className="tb-held tb-refused" role="alert">
      <p>{say('refused', { what, why: first.problem.message[language] })}</p>
      <button type="button" className="tb-button" onClick={() => outbox.dismiss([id])}>
        {say('refusedRead')}
      </button>
    </section>
  );
}
