import { type SubmitEvent, useState } from 'react';
import { NewPassword, Username } from '#contract/people.ts';
import { isProblem, ProblemError } from '../../shared/problem-error.ts';
import { Button } from '../../shared/ui/button.tsx';
import { type Say, useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { type Language, useLanguage } from '../../shared/words/language.ts';
import { joinAnew, type NewAccount } from './join-api.ts';
import { joinWords } from './words.ts';

type Props = { secret: string; onJoined: () => void; onBack: () => void };
type Wrong = { username?: string; password?: string; form?: string };
type JoinSay = Say<(typeof joinWords)['keys'][number]>;

/** An account of one's own: a name and a password that nobody else knows, the office neither. */
export function NewAccountForm({ secret, onJoined, onBack }: Props) {
  const say = useWords(joinWords);
  const language = useLanguage();
  const [account, setAccount] = useState<NewAccount>({ username: '', password: '' });
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = wrongInside(account, say);
    setWrong(found);
    if (found.username !== undefined || found.password !== undefined) return;
    setBusy(true);
    joinAnew(secret, account)
      .then(onJoined, (error: unknown) => setWrong(wrongBy(error, say, language)))
      .finally(() => setBusy(false));
  };
  return (
    <form className="join-form" noValidate onSubmit={submit}>
      <Field
        name="username"
        label={say('username')}
        hint={say('usernameHint')}
        wrong={wrong.username}
        value={account.username}
        onChange={(username) => setAccount({ ...account, username })}
      />
      <PasswordField
        wrong={wrong.password}
        value={account.password}
        onChange={(password) => setAccount({ ...account, password })}
      />
      <p className="field-wrong" role="alert">
        {wrong.form}
      </p>
      <Button type="submit" kind="primary" large disabled={busy}>
        {say(busy ? 'submitting' : 'submit')}
      </Button>
      <Button large disabled={busy} onClick={onBack}>
        {say('back')}
      </Button>
    </form>
  );
}

/** The server decides; this spares who types a round trip. */
function wrongInside({ username, password }: NewAccount, say: JoinSay): Wrong {
  return {
    ...(!Username.safeParse(username).success && { username: say('badUsername') }),
    ...(!NewPassword.safeParse(password).success && { password: say('badPassword') }),
  };
}

function wrongBy(error: unknown, say: JoinSay, language: Language): Wrong {
  if (isProblem(error, 'already-there')) return { username: say('taken') };
  const fields = error instanceof ProblemError ? error.problem.fields : undefined;
  if (fields?.['username']) return { username: say('badUsername') };
  if (fields?.['password']) return { password: say('badPassword') };
  return { form: errorSentence(error, language) };
}

type FieldProps = { value: string; wrong: string | undefined; onChange: (value: string) => void };

function Field({ name, label, hint, value, wrong, onChange }: FieldProps & Record<'name' | 'label' | 'hint', string>) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${name}-says`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${name}-says`} className={wrong === undefined ? 'dim small' : 'field-wrong'}>
        {wrong ?? hint}
      </p>
    </div>
  );
}

function PasswordField({ value, wrong, onChange }: FieldProps) {
  const say = useWords(joinWords);
  const [isShown, setShown] = useState(false);
  return (
    <div className="field">
      <label htmlFor="password">{say('password')}</label>
      <div className="join-password">
        <input
          id="password"
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          maxLength={200}
          value={value}
          aria-invalid={wrong !== undefined}
          aria-describedby="password-says"
          onChange={(event) => onChange(event.target.value)}
        />
        <Button onClick={() => setShown(!isShown)}>{say(isShown ? 'hide' : 'show')}</Button>
      </div>
      <p id="password-says" className={wrong === undefined ? 'dim small' : 'field-wrong'}>
        {wrong ?? say('passwordHint')}
      </p>
    </div>
  );
}
