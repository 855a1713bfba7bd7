import { type SubmitEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { PairDevice } from '#contract/sign-in.ts';
import { keptDevice } from '../features/devices/kept-device.ts';
import { pairTablet } from '../features/devices/tablet-session.ts';
import { isProblem } from '../shared/problem-error.ts';
import { Brand } from '../shared/ui/brand.tsx';
import { LanguageSwitch } from '../shared/ui/language-switch.tsx';
import { PairingCodeInput } from '../shared/ui/pairing-code-input.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { BarePage } from './bare-page.tsx';
import { caregiverWords } from './words.ts';

/** A bare page: the code of eight makes this browser the tablet of one room. */
export function PairScreen() {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const { code, setCode, error, busy, submit } = usePairing();
  const waiting = keptDevice.waiting();
  const sentence = isProblem(error, 'wrong-code') ? say('pairWrong') : error ? errorSentence(error, language) : null;
  return (
    <BarePage>
      <form className="tb-pair" onSubmit={submit}>
        <div className="row">
          <Brand />
          <span className="row-space" />
          <LanguageSwitch />
        </div>
        <h1>{say('pairTitle')}</h1>
        <p id="pair-hint">{say('pairHint')}</p>
        {waiting > 0 && <p role="status">{say('pairWaiting', { n: waiting })}</p>}
        <PairingCodeInput
          label={say('pairCode')}
          describedBy="pair-hint pair-error"
          isWrong={sentence !== null}
          code={code}
          onCode={setCode}
        />
        <p id="pair-error" className="tb-wrong" role="alert">
          {sentence}
        </p>
        <button type="submit" className="tb-button tb-go" disabled={busy || !PairDevice.safeParse({ code }).success}>
          {say('pairGo')}
        </button>
        <Link to="/sign-in?to=/t">{say('signInInstead')}</Link>
      </form>
    </BarePage>
  );
}

function usePairing() {
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await pairTablet(code);
      await navigate('/t', { replace: true });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return { code, setCode, error, busy, submit };
}
