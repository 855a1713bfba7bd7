import { useEffect } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../shared/session.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { LanguageSwitch } from '../../shared/ui/language-switch.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { DeskPart } from './desk-part.tsx';
import { StepList } from './step-list.tsx';
import { STEPS } from './steps.ts';
import { type NetworkTest, useNetworkTest } from './use-network-test.ts';
import type { Verdict } from './verdict.ts';
import { networkTestWords } from './words.ts';
import './network-test.css';

/** Which layer between this browser and the picture is blocked, in words for the reader and for their IT desk. */
export function NetworkTestScreen({ homeOf }: { homeOf: (me: ReturnType<typeof useMe>) => string }) {
  const say = useWords(networkTestWords);
  const me = useMe();
  const { test, start } = useNetworkTest();
  useEffect(() => {
    document.title = say('title');
  }, [say]);
  return (
    <main className="nt-page">
      <header className="nt-head">
        <Link to={homeOf(me)} className="button">
          <Icon name="back" size={18} />
          {say('back')}
        </Link>
        <h1>{say('title')}</h1>
        <LanguageSwitch />
      </header>
      <Status test={test} />
      <StartButton test={test} start={start} />
      <StepList test={test} />
      {test.phase === 'done' && <DeskPart test={test} />}
    </main>
  );
}

/** Not disabled while a test runs: it would lose the keyboard's place. */
function StartButton({ test, start }: { test: NetworkTest; start: () => void }) {
  const say = useWords(networkTestWords);
  const isRunning = test.phase === 'running';
  const press = isRunning ? undefined : start;
  return (
    <Button kind="primary" large className="nt-start" aria-disabled={isRunning} onClick={press}>
      <Icon name="wifi" size={18} />
      {say(test.phase === 'idle' || isRunning ? 'start' : 'again')}
    </Button>
  );
}

/** What is known so far, in one place that screen readers follow. */
function Status({ test }: { test: NetworkTest }) {
  const say = useWords(networkTestWords);
  const language = useLanguage();
  return (
    <div role="status" className="nt-status">
      {test.phase === 'idle' && <p className="nt-lead">{say('lead')}</p>}
      {test.phase === 'running' && (
        <p className="nt-lead">{say('running', { step: say(test.step), n: STEPS.indexOf(test.step) + 1 })}</p>
      )}
      {test.phase === 'refused' && <p className="nt-verdict nt-bad">{errorSentence(test.error, language)}</p>}
      {test.phase === 'done' && <VerdictCard verdict={test.verdict} />}
    </div>
  );
}

const MARK = { good: 'check', limited: 'alarm', bad: 'close' } as const;

function VerdictCard({ verdict: { code, tone } }: { verdict: Verdict }) {
  const say = useWords(networkTestWords);
  return (
    <div className={`nt-verdict nt-${tone}`}>
      <Icon name={MARK[tone]} size={24} />
      <div>
        <h2>{say(`verdict_${code}`)}</h2>
        <p>{say(`verdictLead_${code}`)}</p>
      </div>
    </div>
  );
}
