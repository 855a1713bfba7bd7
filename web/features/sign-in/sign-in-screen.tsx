import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { z } from 'zod';
import { DemoAccount } from '#contract/sign-in.ts';
import { requestUnsigned } from '../../shared/api.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { type Session, signIn, useSession } from '../../shared/session.ts';
import { Brand } from '../../shared/ui/brand.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { LanguageSwitch } from '../../shared/ui/language-switch.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { faceAddress } from './face-address.ts';
import { SecondStep } from './second-step.tsx';
import { signInWords } from './words.ts';
import './sign-in.css';

type Credentials = { username: string; password: string };

/** One card; after it the page that was asked for, or the person's own face. */
export function SignInScreen() {
  const session = useSession();
  const [search] = useSearchParams();
  const say = useWords(signInWords);
  const [credentials, setCredentials] = useState<Credentials>({ username: '', password: '' });
  useEffect(() => {
    document.title = say('title');
  }, [say]);
  const isStepMissing = session.phase === 'in' && session.me.secondFactor === 'to-be-met';
  if (session.phase === 'in' && !isStepMissing)
    return <Navigate to={wanted(search.get('to')) ?? faceAddress(session.me)} replace />;
  return (
    <main className="sign-in">
      <div className="sign-in-card card">
        <div className="row">
          <Brand />
          <span className="row-space" />
          <LanguageSwitch />
        </div>
        {isStepMissing ? (
          <SecondStep />
        ) : (
          <>
            <h1>{say('title')}</h1>
            <p className="dim">{say('lead')}</p>
            <Over session={session} />
            <SignInForm credentials={credentials} onChange={setCredentials} />
          </>
        )}
      </div>
      {!isStepMissing && <DemoAccounts onChoose={setCredentials} />}
    </main>
  );
}

/** Only a path of this app: an address from outside would lead elsewhere. */
const wanted = (to: string | null): string | null =>
  to?.startsWith('/') && !to.startsWith('//') && !to.startsWith('/\\') ? to : null;

function Over({ session }: { session: Session }) {
  const say = useWords(signInWords);
  if (session.phase !== 'out' || session.over === null) return null;
  const key = ({ 'signed-out': 'overSignedOut', 'account-inactive': 'overInactive', expired: 'overExpired' } as const)[
    session.over
  ];
  return (
    <p className="sign-in-over" role="status">
      {say(key)}
    </p>
  );
}

function SignInForm({ credentials, onChange }: { credentials: Credentials; onChange: (next: Credentials) => void }) {
  const say = useWords(signInWords);
  const language = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await signIn(credentials);
    } catch (problem) {
      setError(problem);
      password.current?.select();
    } finally {
      setBusy(false);
    }
  };
  const sentence = isProblem(error, 'wrong-credentials') ? say('wrong') : error ? errorSentence(error, language) : null;
  const change = (part: Partial<Credentials>) => onChange({ ...credentials, ...part });
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <div className="field">
        <label htmlFor="username">{say('username')}</label>
        <input
          id="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={credentials.username}
          onChange={(event) => change({ username: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor="password">{say('password')}</label>
        <input
          id="password"
          ref={password}
          type="password"
          autoComplete="current-password"
          required
          aria-invalid={sentence !== null}
          aria-describedby="sign-in-error"
          value={credentials.password}
          onChange={(event) => change({ password: event.target.value })}
        />
      </div>
      <p id="sign-in-error" className="field-wrong" role="alert">
        {sentence}
      </p>
      <Button type="submit" kind="primary" large disabled={busy}>
        {say(busy ? 'submitting' : 'submit')}
      </Button>
    </form>
  );
}

/** The server lists these only in the demo; elsewhere it knows no such page. */
function DemoAccounts({ onChoose }: { onChoose: (credentials: Credentials) => void }) {
  const say = useWords(signInWords);
  const [accounts, setAccounts] = useState<DemoAccount[]>([]);
  useEffect(() => {
    requestUnsigned(z.array(DemoAccount), 'GET', '/api/demo').then(setAccounts, () => setAccounts([]));
  }, []);
  if (accounts.length === 0) return null;
  return (
    <section className="sign-in-demo card" aria-labelledby="demo-title">
      <h2 id="demo-title">{say('demo')}</h2>
      <p className="dim small">{say('demoLead')}</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.username + account.password}>
            <DemoChoice account={account} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A person's account is filled in; a tablet has no account, it is paired on a page of its own. */
function DemoChoice({ account, onChoose }: { account: DemoAccount; onChoose: (credentials: Credentials) => void }) {
  const { role, username, password, note } = account;
  const words = <DemoWords role={role} note={note} shown={username || password} />;
  if (username === '') {
    return (
      <Link className="sign-in-choice" to="/tablet/pair">
        {words}
      </Link>
    );
  }
  return (
    <button className="sign-in-choice" type="button" onClick={() => onChoose({ username, password })}>
      {words}
    </button>
  );
}

function DemoWords({ role, note, shown }: { role: string; note: string; shown: string }) {
  const say = useWords(signInWords);
  const language = useLanguage();
  const known = ROLES.find((each) => each === role);
  // The notes are written in both languages, Chinese first.
  const [zh = note, en = zh] = note.split(' / ');
  return (
    <>
      <b>{known ? say(`role_${known}`) : role}</b>
      <span className="dim small">{language === 'zh' ? zh : en}</span>
      <code>{shown}</code>
    </>
  );
}

const ROLES = ['parent', 'caregiver', 'site_admin', 'org_admin', 'operator_admin', 'inspector', 'tablet'] as const;
