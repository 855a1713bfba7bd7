import type { ConcernState } from '#contract/concerns.ts';
import { dayAndClock } from '../../shared/time.ts';
import { Pill, type PillTone } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useOwnConcerns } from './concerns-api.ts';
import { concernWords } from './words.ts';

export const STATE_TONE: Record<ConcernState, PillTone> = {
  received: 'accent',
  'looked-into': 'primary',
  closed: 'refused',
};

/** How far one's own reports have come; nothing of what they say. */
export function OwnConcerns({ timeZone }: { timeZone: string | undefined }) {
  const say = useWords(concernWords);
  const language = useLanguage();
  const { data } = useOwnConcerns();
  if (!data) return null;
  return (
    <section className="card co-card" aria-labelledby="co-own">
      <h2 id="co-own">{say('own')}</h2>
      {data.concerns.length === 0 && <p className="dim">{say(data.needsOwnPassword ? 'ownPassword' : 'ownEmpty')}</p>}
      <ul className="co-own">
        {data.concerns.map(({ receipt, reportedAt, state, isReadable }) => (
          <li key={receipt}>
            <b>{receipt}</b>
            <span className="small dim">{dayAndClock(reportedAt, language, timeZone)}</span>
            <span className="row-space" />
            <Pill tone={STATE_TONE[state]}>{say(`state_${state}`)}</Pill>
            {!isReadable && state !== 'closed' && <p className="co-danger co-own-unreadable">{say('ownUnreadable')}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
