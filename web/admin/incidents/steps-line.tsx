import type { IncidentFile } from '#contract/incident-file.ts';
import { isForFamilies } from '../../features/incidents/for-families.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { unsignedFiledIn } from './unsigned.ts';
import { incidentScreenWords } from './words.ts';

const STEPS = ['draft', 'in-review', 'published', 'acknowledged', 'closed'] as const;

const WORD = {
  draft: 'state_draft',
  'in-review': 'state_in-review',
  published: 'state_published',
  acknowledged: 'state_acknowledged',
  closed: 'state_closed',
} as const;
const NOBODY = { published: 'state_reviewed', acknowledged: 'nobodySigns' } as const;

/** How far it has come. What was taken back goes nowhere. */
export function StepsLine({ file }: { file: IncidentFile }) {
  const { state, families, isSigned } = file;
  const say = useWords(incidentScreenWords);
  const words = useWords(incidentWords);
  if (state === 'withdrawn') return null;
  // Whose right ended after they signed has signed all the same.
  const isSignedBySome = isSigned || isForFamilies(families);
  const word = { ...WORD, ...(!isSignedBySome && NOBODY) };
  const isUnsigned = unsignedFiledIn(file).length > 0;
  const at = STEPS.indexOf(state);
  return (
    <ol className="in-steps" aria-label={say('steps')}>
      {STEPS.map((step, nth) => {
        const isSkipped = step === 'acknowledged' && isUnsigned;
        const isDone = !isSkipped && (nth < at || state === 'closed');
        const look = isDone ? 'in-step-done' : nth === at ? 'in-step-now' : undefined;
        return (
          <li key={step} className={look} aria-current={nth === at ? 'step' : undefined}>
            <i aria-hidden="true">{isDone ? <Icon name="check" size={12} weight={3} /> : nth + 1}</i>
            {isSkipped ? say(isSigned ? 'stepNotAllSigned' : 'stepNotSigned') : words(word[step])}
            {isDone && <span className="unseen">{say('stepDone')}</span>}
          </li>
        );
      })}
    </ol>
  );
}
