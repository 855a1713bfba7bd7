import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import type { z } from 'zod';
import type { ChangePassword as Change } from '#contract/sign-in.ts';
import { Nothing, request } from '../../shared/api.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { accountWords } from './account-words.ts';
import './account.css';

const EMPTY = { current: '', next: '' };

/** A new password ends every other session of this person. */
export function ChangePassword() {
  const say = useWords(accountWords);
  const language = useLanguage();
  const client = useQueryClient();
  const [input, setInput] = useState(EMPTY);
  const change = useMutation({
    mutationFn: (body: z.input<typeof Change>) => request(Nothing, 'POST', '/api/me/password', body),
    onSuccess: async () => {
      setInput(EMPTY);
      await client.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate(input);
  };
  const isWrong = isProblem(change.error, 'wrong-credentials');
  const wrong = isWrong ? say('passwordCurrentWrong') : change.error && errorSentence(change.error, language);
  return (
    <section className="account-card card">
      <h2>{say('passwordTitle')}</h2>
      <form className="account-form" onSubmit={submit}>
        <div className="field">
          <label htmlFor="current">{say('passwordCurrent')}</label>
          <input
            id="current"
            type="password"
            autoComplete="current-password"
            required
            value={input.current}
            onChange={(event) => setInput({ ...input, current: event.target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor="next">{say('passwordNext')}</label>
          <input
            id="next"
            type="password"
            autoComplete="new-password"
            minLength={10}
            required
            value={input.next}
            onChange={(event) => setInput({ ...input, next: event.target.value })}
          />
        </div>
        <p role="alert" className="field-wrong">
          {wrong}
        </p>
        <p role="status" className="account-saved">
          {change.isSuccess && say('passwordSaved')}
        </p>
        <Button type="submit" kind="primary" disabled={change.isPending}>
          {say('passwordSave')}
        </Button>
      </form>
    </section>
  );
}
