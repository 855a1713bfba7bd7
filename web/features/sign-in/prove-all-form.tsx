import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import type { ProveAll } from '#contract/second-factor.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { CodeField } from './code-field.tsx';
import { accountWords } from './account-words.ts';

type Props<R> = {
  says: string;
  confirm: string;
  danger?: boolean;
  run: (proofs: ProveAll) => Promise<R>;
  onDone: (result: R) => void;
  onCancel: () => void;
};

/** Password and code once more, before the account becomes easier to enter. */
export function ProveAllForm<R>({ says, confirm, danger = false, run, onDone, onCancel }: Props<R>) {
  const say = useWords(accountWords);
  const language = useLanguage();
  const id = useId();
  const [proofs, setProofs] = useState<ProveAll>({ password: '', code: '' });
  const prove = useMutation({ mutationFn: () => run(proofs), onSuccess: onDone });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    prove.mutate();
  };
  const isPasswordWrong = isProblem(prove.error, 'wrong-credentials');
  const wrong = isPasswordWrong ? say('passwordWrong') : prove.error && errorSentence(prove.error, language);
  return (
    <form className="factor-form" onSubmit={submit}>
      <p>{says}</p>
      <div className="field">
        <label htmlFor={id}>{say('password')}</label>
        <input
          id={id}
          type="password"
          autoComplete="current-password"
          required
          aria-invalid={isPasswordWrong}
          value={proofs.password}
          onChange={(event) => setProofs({ ...proofs, password: event.target.value })}
        />
      </div>
      <CodeField
        label={say('anyCode')}
        wrong={prove.isError && !isPasswordWrong}
        value={proofs.code}
        onChange={(code) => setProofs({ ...proofs, code })}
      />
      <p className="field-wrong" role="alert">
        {wrong}
      </p>
      <div className="factor-ways">
        <Button type="submit" kind={danger ? 'danger' : 'primary'} disabled={prove.isPending}>
          {confirm}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </form>
  );
}
