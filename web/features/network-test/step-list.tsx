import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { figureOf } from './figure.ts';
import { type StepId, type StepResult, STEPS } from './steps.ts';
import type { NetworkTest } from './use-network-test.ts';
import { networkTestWords } from './words.ts';

/** The seven steps: what each found, which is being tried, and which wait. */
export function StepList({ test }: { test: NetworkTest }) {
  const say = useWords(networkTestWords);
  const running = test.phase === 'running' ? test.step : null;
  return (
    <section className="nt-steps card" aria-labelledby="nt-steps-title">
      <h2 id="nt-steps-title" className="unseen">
        {say('list')}
      </h2>
      <ol>
        {STEPS.map((step) => (
          <Step key={step} step={step} result={test.results[step]} isRunning={step === running} />
        ))}
      </ol>
    </section>
  );
}

type StepProps = { step: StepId; result: StepResult | undefined; isRunning: boolean };

function Step({ step, result, isRunning }: StepProps) {
  const say = useWords(networkTestWords);
  return (
    <li className={result ? `nt-step nt-step-${result.state}` : 'nt-step'}>
      <Mark result={result} isRunning={isRunning} />
      <div className="nt-step-text">
        <h3>{say(step)}</h3>
        {result && <p className="small dim">{say(result.said)}</p>}
      </div>
      {result && <span className="nt-figure">{figureOf(result)}</span>}
    </li>
  );
}

function Mark({ result, isRunning }: Omit<StepProps, 'step'>) {
  const say = useWords(networkTestWords);
  if (isRunning) return <span className="nt-mark nt-ring" />;
  return (
    <span className="nt-mark">
      {result?.state === 'ok' && <Icon name="check" size={20} weight={2.5} />}
      {result?.state === 'failed' && <Icon name="close" size={20} weight={2.5} />}
      {result?.state === 'absent' && '–'}
      {!result && <span className="nt-dot" />}
      <span className="unseen">{say(result?.state ?? 'waiting')}</span>
    </span>
  );
}
