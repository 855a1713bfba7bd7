import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { PairKiosk } from '#contract/kiosk.ts';
import { pairKiosk } from '../features/kiosk/kiosk-api.ts';
import { KIOSK_KEY } from '../features/kiosk/use-kiosk.ts';
import { isProblem } from '../shared/problem-error.ts';
import { Brand } from '../shared/ui/brand.tsx';
import { LanguageSwitch } from '../shared/ui/language-switch.tsx';
import { PairingCodeInput } from '../shared/ui/pairing-code-input.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { kioskWords } from './words.ts';

/** A bare page: the code of eight makes this browser the screen of one entrance. */
export function PairScreen() {
  const say = useWords(kioskWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    pairKiosk(code)
      .then((screen) => {
        client.setQueryData(KIOSK_KEY, screen);
        return navigate('/kiosk', { replace: true });
      }, setError)
      .finally(() => setBusy(false));
  };
  const sentence = isProblem(error, 'wrong-code') ? say('pairWrong') : error !== null && errorSentence(error, language);
  return (
    <main className="ks-bare">
      <form className="ks-pair card" onSubmit={submit}>
        <div className="row">
          <Brand />
          <span className="row-space" />
          <LanguageSwitch />
        </div>
        <h1>{say('pairTitle')}</h1>
        <p id="pair-hint">{say('pairHint')}</p>
        <PairingCodeInput
          label={say('pairCode')}
          describedBy="pair-hint pair-error"
          isWrong={error !== null}
          code={code}
          onCode={setCode}
        />
        <p id="pair-error" className="ks-wrong" role="alert">
          {sentence}
        </p>
        <button type="submit" className="door-key door-go" disabled={busy || !PairKiosk.safeParse({ code }).success}>
          {say('pairGo')}
        </button>
      </form>
    </main>
  );
}
