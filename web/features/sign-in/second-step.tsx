import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { Link } from 'react-router';
import { readMeAnew, signOut, useMe } from '../../shared/session.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { CodeField } from './code-field.tsx';
import { FACE_ADDRESS } from './face-address.ts';
import { proveSecondFactor } from './second-factor-api.ts';
import { accountWords } from './account-words.ts';
import './second-factor.css';

/** After the password: the code of the app, or a recovery code. What needs no second step stays a way out. */
export function SecondStep() {
  const say = useWords(accountWords);
  const me = useMe();
  const [isRecovery, setIsRecovery] = useState(false);
  return (
    <>
      <h1>{say('codeTitle')}</h1>
      <p className="dim">{say(isRecovery ? 'recoveryLead' : 'codeLead')}</p>
      <StepForm key={String(isRecovery)} isRecovery={isRecovery} />
      <div className="factor-ways">
        <Button kind="quiet" onClick={() => setIsRecovery(!isRecovery)}>
          {say(isRecovery ? 'useCode' : 'useRecovery')}
        </Button>
        {me.faces.includes('parent') && (
          <Link className="button button-quiet" to={FACE_ADDRESS.parent}>
            {say('toFamily')}
          </Link>
        )}
        <Button kind="quiet" onClick={() => void signOut()}>
          {say('other')}
        </Button>
      </div>
      <p className="dim small">{say('lost')}</p>
    </>
  );
}

function StepForm({ isRecovery }: { isRecovery: boolean }) {
  const say = useWords(accountWords);
  const language = useLanguage();
  const [code, setCode] = useState('');
  const prove = useMutation({
    mutationFn: async () => {
      await proveSecondFactor(code);
      await readMeAnew();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    prove.mutate();
  };
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <CodeField
        label={say(isRecovery ? 'recoveryCode' : 'code')}
        digits={!isRecovery}
        wrong={prove.isError}
        value={code}
        onChange={setCode}
      />
      <p className="field-wrong" role="alert">
        {prove.error && errorSentence(prove.error, language)}
      </p>
      <Button type="submit" kind="primary" large disabled={prove.isPending}>
        {say(prove.isPending ? 'verifying' : 'verify')}
      </Button>
    </form>
  );
}
