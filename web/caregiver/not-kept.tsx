import type { Outbox } from '../shared/outbox/outbox.ts';
import { useNotKept } from '../shared/outbox/use-outbox.ts';
import { useWords } from '../shared/words/book.ts';
import { refusedWords } from './refused-words.ts';

/** What the browser's storage could not do for what was recorded: nobody should believe it safe. */
export function NotKept({ outbox }: { outbox: Outbox }) {
  const say = useWords(refusedWords);
  const { onPageOnly, unreadable } = useNotKept(outbox);
  return (
    <>
      {onPageOnly > 0 && (
        <section className="tb-held tb-refused" role="alert">
          <p>{say('onPageOnly', { n: onPageOnly })}</p>
        </section>
      )}
      {unreadable > 0 && (
        <section className="tb-held tb-refused" role="alert">
          <p>{say('unreadable', { n: unreadable })}</p>
          <button type="button" className="tb-button" onClick={() => outbox.dismissUnreadable()}>
            {say('refusedRead')}
          </button>
        </section>
      )}
    </>
  );
}
