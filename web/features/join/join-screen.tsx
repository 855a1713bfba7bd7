import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, Navigate } from 'react-router';
import { isProblem } from '../../shared/problem-error.ts';
import { resumeSession, useSession } from '../../shared/session.ts';
import { Brand } from '../../shared/ui/brand.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { LanguageSwitch } from '../../shared/ui/language-switch.tsx';
import { useWords } from '../../shared/words/book.ts';
import { commonWords, errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { JoinAsMe } from './join-as-me.tsx';
import { openInvitation } from './join-api.ts';
import { forgetSecret, takeSecret } from './join-secret.ts';
import { NewAccountForm } from './new-account-form.tsx';
import { joinWords } from './words.ts';
import './join.css';

/** One card: who invites; then an account, a new one or one's own; then home. */
export function JoinScreen() {
  const say = useWords(joinWords);
  const [secret] = useState(takeSecret);
  const [isJoined, setJoined] = useState(false);
  const opened = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => openInvitation(secret ?? ''),
    enabled: secret !== null,
    retry: (_failures, error) => !isVoid(error) && !isProblem(error, 'too-many-tries'),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  useEffect(() => {
    document.title = say('titlePlain');
    resumeSession().catch(() => undefined); // out of reach: the invitation cannot be read either, and says so
  }, [say]);
  const joined = () => {
    forgetSecret();
    setJoined(true);
  };
  if (isJoined) return <Navigate to="/p" replace />;
  if (secret === null || isVoid(opened.error)) return <VoidCard />;
  if (opened.error) return <FailedCard error={opened.error} onAgain={() => void opened.refetch()} />;
  if (!opened.data) return <Card title={say('titlePlain')}>{null}</Card>;
  return (
    <Card title={say('title', { site: opened.data.siteName })}>
      <Ways secret={secret} until={opened.data.expiresAt} onJoined={joined} />
    </Card>
  );
}

const isVoid = (error: unknown): boolean => isProblem(error, 'invitation-void') || isProblem(error, 'bad-request');

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="join">
      <div className="join-card card">
        <div className="row">
          <Brand />
          <span className="row-space" />
          <LanguageSwitch />
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

type WaysProps = { secret: string; until: string; onJoined: () => void };

function Ways({ secret, until, onJoined }: WaysProps) {
  const say = useWords(joinWords);
  const language = useLanguage();
  const session = useSession();
  const [isNew, setNew] = useState(false);
  if (isNew) return <NewAccountForm secret={secret} onJoined={onJoined} onBack={() => setNew(false)} />;
  const date = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long' }).format(
    new Date(until),
  );
  return (
    <>
      <p className="dim">{say('lead')}</p>
      <p className="dim small">{say('until', { date })}</p>
      {session.phase === 'in' ? (
        <JoinAsMe secret={secret} me={session.me} onJoined={onJoined} />
      ) : (
        <div className="join-ways">
          <Button kind="primary" large onClick={() => setNew(true)}>
            {say('new')}
          </Button>
          {/* With its second step, and back here afterwards. */}
          <Link className="join-other" to="/sign-in?to=/join">
            {say('known')}
          </Link>
        </div>
      )}
    </>
  );
}

/** Used, withdrawn, too old or never there: all one to whoever holds it. */
function VoidCard() {
  const say = useWords(joinWords);
  return (
    <Card title={say('voidTitle')}>
      <p className="dim">{say('voidNext')}</p>
      <div className="join-ways">
        <Link className="join-other" to="/sign-in">
          {say('signIn')}
        </Link>
      </div>
    </Card>
  );
}

function FailedCard({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const say = useWords(joinWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  return (
    <Card title={say('titlePlain')}>
      <p className="field-wrong" role="alert">
        {errorSentence(error, language)}
      </p>
      <div className="join-ways">
        <Button large onClick={onAgain}>
          {common('again')}
        </Button>
      </div>
    </Card>
  );
}
