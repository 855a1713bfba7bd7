import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { SessionView } from '#contract/sign-in.ts';
import { Nothing, request } from '../../shared/api.ts';
import { deviceName } from '../../shared/device-name.ts';
import { clockAndDay } from '../../shared/time.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Failed } from '../../shared/ui/failed.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { accountWords } from './account-words.ts';
import './account.css';

const KEY = ['sessions'];

/** Where this person is signed in; each can be ended from here, and its pictures end with it. */
export function OwnSessions({ timeZone }: { timeZone?: string | undefined }) {
  const say = useWords(accountWords);
  const language = useLanguage();
  const client = useQueryClient();
  const sessions = useQuery({ queryKey: KEY, queryFn: () => request(z.array(SessionView), 'GET', '/api/sessions') });
  const end = useMutation({
    mutationFn: (sessionId: string) => request(Nothing, 'DELETE', `/api/sessions/${encodeURIComponent(sessionId)}`),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <section className="account-card card">
      <h2>{say('sessions')}</h2>
      {sessions.isPending && <Loading cards={1} />}
      {sessions.error && <Failed error={sessions.error} onAgain={() => void sessions.refetch()} />}
      <ul>
        {sessions.data?.map((each) => (
          <li key={each.sessionId} className="account-session">
            <span>
              <b>{deviceName(each.userAgent) ?? say('unknownDevice')}</b>
              <span className="small dim">
                {say('sessionSeen', { time: clockAndDay(each.lastSeenAt, language, timeZone), address: each.address })}
              </span>
            </span>
            <span className="row-space" />
            {each.isThis ? (
              <Pill tone="primary" icon="check">
                {say('sessionThis')}
              </Pill>
            ) : (
              <Button disabled={end.isPending} onClick={() => end.mutate(each.sessionId)}>
                {say('signOutThis')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p role="alert" className="field-wrong">
        {end.error && errorSentence(end.error, language)}
      </p>
    </section>
  );
}
