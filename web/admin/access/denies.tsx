import type { WhyAnswer } from '#contract/access.ts';
import { dayAndClock } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { accessWords } from './words.ts';

/** Who stopped this person from watching, when and why. */
export function Denies({ why, timeZone }: { why: WhyAnswer; timeZone: string }) {
  const say = useWords(accessWords);
  const language = useLanguage();
  if (why.denies.length === 0) return null;
  return (
    <ul className="ax-denies" aria-label={say('deniesTitle')}>
      {why.denies.map(({ denyId, employer, isEverywhere, at, by, reason }) => (
        <li key={denyId}>
          <b>
            {say(isEverywhere ? 'deniedEverywhere' : 'deniedHere', {
              whose: employer ?? say('theNursery'),
              time: dayAndClock(at, language, timeZone),
            })}
          </b>
          {by !== null && <span className="dim">{say('deniedBy', { name: by, reason: reason ?? '' })}</span>}
        </li>
      ))}
    </ul>
  );
}
