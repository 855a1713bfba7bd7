import type { ConsentState } from '#contract/people.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import { Pill, type PillTone } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { familyWords } from './words.ts';

const LOOK: Record<ConsentState['state'], { tone: PillTone; icon: IconName }> = {
  valid: { tone: 'live', icon: 'check' },
  missing: { tone: 'refused', icon: 'close' },
  expired: { tone: 'stalled', icon: 'clock' },
  withdrawn: { tone: 'offline', icon: 'undo' },
  outdated: { tone: 'stalled', icon: 'clock' },
};

/** The four consents of a child; a valid one needs no word for it. */
export function ConsentPills({ consents }: { consents: readonly ConsentState[] }) {
  const say = useWords(familyWords);
  return (
    <span className="ad-consents">
      {consents.map(({ kind, state }) => (
        <Pill key={kind} {...LOOK[state]}>
          {state === 'valid' ? say(kind) : `${say(kind)} ${say(`state_${state}`)}`}
        </Pill>
      ))}
    </span>
  );
}
