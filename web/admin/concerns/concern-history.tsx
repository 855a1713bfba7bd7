import type { ConcernFile, ConcernLine } from '#contract/concerns.ts';
import { clockAndDay } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { concernScreenWords } from './words.ts';

/** What was done with it, by whom and when; the earliest first. */
export function ConcernHistory({ file: { lines, timeZone } }: { file: ConcernFile }) {
  const say = useWords(concernScreenWords);
  const language = useLanguage();
  const said = useSaid(timeZone);
  return (
    <section className="cc-history" aria-labelledby="cc-history">
      <h3 id="cc-history">{say('history')}</h3>
      <ol>
        {lines.map((line) => (
          <li key={line.stepId}>
            <time dateTime={line.at}>{clockAndDay(line.at, language, timeZone)}</time>
            <span className="cc-text">{said(line)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useSaid(timeZone: string): (line: ConcernLine) => string {
  const say = useWords(concernScreenWords);
  const language = useLanguage();
  return ({ kind, by, text, authority, outcome, reference, happenedAt, untoldWhy }) => {
    const sentence = say(`l_${kind}`, {
      ...{ by: by ?? '', text, at: clockAndDay(happenedAt, language, timeZone) },
      authority: authority === null ? '' : say(`authority_${authority}`),
      outcome: outcome === null ? '' : say(`outcome_${outcome}`),
    });
    if (untoldWhy !== '') return `${sentence} ${say('l_untold', { why: untoldWhy })}`;
    if (kind !== 'authority') return sentence;
    return [sentence, reference && say('reference', { reference }), text].filter(Boolean).join(' · ');
  };
}
