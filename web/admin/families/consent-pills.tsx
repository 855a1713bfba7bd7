import type { ConsentState } from '#contract/people.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { CONSENT_LOOK } from '../consent-look.ts';
import { familyWords } from './words.ts';

/** The four consents of a child; a valid one needs no word for it. */
export function ConsentPills({ consents }: { consents: readonly ConsentState[] }) {
  const say = useWords(familyWords);
  return (
    <span className="ad-consents">
      {consents.map(({ kind, state }) => (
        <Pill key={kind} {...CONSENT_LOOK[state]}>
          {state === 'valid' ? say(kind) : `${say(kind)} ${say(`state_${state}`)}`}
        </Pill>
      ))}
    </span>
  );
}
