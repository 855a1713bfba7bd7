import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SecondFactorBegun, SecondFactorView } from '#contract/second-factor.ts';
import { readMeAnew, useMe } from '../../shared/session.ts';
import { clockAndDay } from '../../shared/time.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Failed } from '../../shared/ui/failed.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ProveAllForm } from './prove-all-form.tsx';
import { RecoveryCodeList } from './recovery-codes.tsx';
import {
  beginSecondFactor,
  readSecondFactor,
  renewRecoveryCodes,
  SECOND_FACTOR_KEY,
  switchSecondFactorOff,
} from './second-factor-api.ts';
import { accountWords } from './account-words.ts';
import { type DrawQr, SetUpFactor } from './set-up-factor.tsx';
import './second-factor.css';

const FEW_CODES = 3;

type Step =
  | { now: 'standing' | 'renewing' | 'switching-off' }
  | { now: 'setting-up'; begun: SecondFactorBegun }
  | { now: 'codes'; codes: string[] };

/**
 * One's own second factor: setting it up, its recovery codes, switching it off.
 * @param onKept its owner has kept the recovery codes, or has switched it off
 */
export function SecondFactorPanel({ drawQr, onKept }: { drawQr?: DrawQr; onKept?: () => void }) {
  const factor = useQuery({ queryKey: SECOND_FACTOR_KEY, queryFn: readSecondFactor });
  const [step, setStep] = useState<Step>({ now: 'standing' });
  const stand = () => setStep({ now: 'standing' });
  const over = async () => {
    await readMeAnew();
    await factor.refetch();
    stand();
    onKept?.();
  };
  const showCodes = (codes: string[]) => setStep({ now: 'codes', codes });
  const say = useWords(accountWords);
  if (step.now === 'codes') return <RecoveryCodeList codes={step.codes} onKept={() => void over()} />;
  if (step.now === 'setting-up')
    return <SetUpFactor begun={step.begun} drawQr={drawQr} onDone={showCodes} onCancel={stand} />;
  if (step.now === 'renewing') {
    const done = ({ recoveryCodes }: { recoveryCodes: string[] }) => showCodes(recoveryCodes);
    const words = { says: say('renewLead'), confirm: say('renew') };
    return <ProveAllForm {...words} run={renewRecoveryCodes} onDone={done} onCancel={stand} />;
  }
  if (step.now === 'switching-off') {
    const words = { says: say('offSays'), confirm: say('off') };
    return <ProveAllForm {...words} danger run={switchSecondFactorOff} onDone={() => void over()} onCancel={stand} />;
  }
  const onBegun = (begun: SecondFactorBegun) => setStep({ now: 'setting-up', begun });
  if (factor.error) return <Failed error={factor.error} onAgain={() => void factor.refetch()} />;
  if (!factor.data) return <Loading cards={1} />;
  return <Standing factor={factor.data} onBegun={onBegun} onStep={(now) => setStep({ now })} />;
}

type StandingProps = {
  factor: SecondFactorView;
  onBegun: (begun: SecondFactorBegun) => void;
  onStep: (now: 'renewing' | 'switching-off') => void;
};

function Standing({ factor: { state, since, recoveryCodesLeft }, onBegun, onStep }: StandingProps) {
  const say = useWords(accountWords);
  const language = useLanguage();
  if (since === null) {
    return <NotSetUp isNeeded={state === 'to-be-set-up'} onBegun={onBegun} />;
  }
  const isFew = recoveryCodesLeft <= FEW_CODES;
  return (
    <div className="factor-part">
      <p className="row">
        <Pill tone="live" icon="check">
          {say('on')}
        </Pill>
        <span className="dim">{say('since', { date: clockAndDay(since, language) })}</span>
      </p>
      <p className={isFew ? 'factor-few' : 'dim'}>{say(isFew ? 'codesFew' : 'codesLeft', { n: recoveryCodesLeft })}</p>
      <div className="factor-ways">
        <Button onClick={() => onStep('renewing')}>{say('renew')}</Button>
        <Button kind="danger" onClick={() => onStep('switching-off')}>
          {say('off')}
        </Button>
      </div>
    </div>
  );
}

function NotSetUp({ isNeeded, onBegun }: { isNeeded: boolean; onBegun: StandingProps['onBegun'] }) {
  const say = useWords(accountWords);
  const language = useLanguage();
  const me = useMe();
  const begin = useMutation({ mutationFn: beginSecondFactor, onSuccess: onBegun });
  const needed = me.faces.includes('admin') ? 'mustLead' : 'neededLead';
  return (
    <div className="factor-part">
      <p className="dim">{say(isNeeded ? needed : 'offLead')}</p>
      <Button kind="primary" disabled={begin.isPending} onClick={() => begin.mutate()}>
        {say('setUp')}
      </Button>
      <p role="alert" className="field-wrong">
        {begin.error && errorSentence(begin.error, language)}
      </p>
    </div>
  );
}
