import type { IncidentState } from '#contract/incidents.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { incidentScreenWords } from './words.ts';

const STEPS = ['draft', 'in-review', 'published', 'acknowledged', 'closed'] as const;

/** How far it has come. What was taken back goes nowhere. */
export function StepsLine({ state }: { state: IncidentState }) {
  const say = useWords(incidentScreenWords);
  const words = useWords(incidentWords);
  if (state === 'withdrawn') return null;
  const at = STEPS.indexOf(state);
  return (
    <ol className="in-steps" aria-label={say('steps')}>
      {STEPS.map((step, nth) => {
        const isDone = nth < at || state === 'closed';
        const look = isDone ? 'in-step-done' : nth === at ? 'in-step-now' : undefined;
        return (
          <li key={step} className={look} aria-current={nth === at ? 'step' : undefined}>
            <i aria-hidden="true">{isDone ? <Icon name="check" size={12} weight={3} /> : nth + 1}</i>
            {words(`state_${step}`)}
            {isDone && <span className="unseen">{say('stepDone')}</span>}
          </li>
        );
      })}
    </ol>
  );
}
