import { useMutation } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { SecondFactorBegun } from '#contract/second-factor.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useMe } from '../../shared/session.ts';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { CodeField } from './code-field.tsx';
import { confirmSecondFactor } from './second-factor-api.ts';
import { accountWords } from './account-words.ts';

/** Draws a QR code; only where it is loaded anyway. */
export type DrawQr = (uri: string) => ReactNode;

type Props = {
  begun: SecondFactorBegun;
  drawQr?: DrawQr | undefined;
  onDone: (recoveryCodes: string[]) => void;
  onCancel: () => void;
};

/** App, key, first code: three steps on one page. */
export function SetUpFactor({ begun: { secret, uri }, drawQr, onDone, onCancel }: Props) {
  const say = useWords(accountWords);
  return (
    <div className="factor-part">
      <ol className="factor-steps">
        <li>{say('step1')}</li>
        <li>
          {say(drawQr ? 'step2' : 'step2NoQr')}
          {drawQr && (
            <div className="factor-qr" role="img" aria-label={say('qr')}>
              {drawQr(uri)}
            </div>
          )}
          <p className="factor-key">
            <span className="dim small">{say('key')}</span>
            <code>{secret.replaceAll(/.{4}(?=.)/g, '$& ')}</code>
          </p>
          {!drawQr && (
            <a className="button" href={uri}>
              {say('openApp')}
            </a>
          )}
        </li>
        <li>
          {say('step3')}
          <FirstCode onDone={onDone} onCancel={onCancel} />
        </li>
      </ol>
    </div>
  );
}

function FirstCode({ onDone, onCancel }: Pick<Props, 'onDone' | 'onCancel'>) {
  // Where nothing else is answered before, later is no choice.
  const isCompulsory = useMe().secondFactor === 'to-be-set-up';
  const say = useWords(accountWords);
  const language = useLanguage();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => confirmSecondFactor(code),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form className="factor-form" onSubmit={submit}>
      <CodeField label={say('code')} digits wrong={confirm.isError} value={code} onChange={setCode} />
      <p className="field-wrong" role="alert">
        {confirm.error && errorSentence(confirm.error, language)}
      </p>
      <div className="factor-ways">
        <Button type="submit" kind="primary" disabled={confirm.isPending}>
          {say('confirm')}
        </Button>
        {!isCompulsory && <Button onClick={onCancel}>{say('cancel')}</Button>}
      </div>
    </form>
  );
}
