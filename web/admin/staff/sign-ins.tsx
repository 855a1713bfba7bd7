import { App, Button } from 'antd';
import { useState } from 'react';
import type { PersonView, SiteView } from '#contract/people.ts';
import type { PersonSecurity } from '#contract/leaver.ts';
import { endSessions, resetSecondFactor, usePersonSecurity } from '../../features/people/leaver-api.ts';
import { deviceName } from '../../shared/device-name.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { clockAndDay } from '../../shared/time.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ReadState } from '../read-state.tsx';
import { ReasonModal } from '../reason-modal.tsx';
import { useChange } from '../use-change.ts';
import { leaverWords } from './leaver-words.ts';

type Props = { person: PersonView; site: SiteView };

/** Where a person is signed in; one sign-in or all can be ended, and a lost telephone reset. */
export function SignIns({ person, site }: Props) {
  const say = useWords(leaverWords);
  const security = usePersonSecurity(person.userId);
  const isElsewhere = isProblem(security.error, 'forbidden');
  return (
    <section aria-labelledby="sign-ins-title">
      <h2 id="sign-ins-title">{say('signIns')}</h2>
      {isElsewhere ? (
        <p className="dim">{say('notWhole')}</p>
      ) : (
        <ReadState of={security}>
          {security.data && <Sessions security={security.data} person={person} site={site} />}
        </ReadState>
      )}
    </section>
  );
}

function Sessions({ security: { sessions, secondFactorSince }, person, site }: Props & { security: PersonSecurity }) {
  const say = useWords(leaverWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const { change, busy } = useChange(
    (sessionId: string | null) => endSessions(person.userId, sessionId),
    () => void message.success(say('signInsEnded')),
  );
  return (
    <div className="ad-stack">
      {sessions.length === 0 && <p className="dim">{say('noSignIns')}</p>}
      <ul className="ad-rights">
        {sessions.map(({ sessionId, userAgent, lastSeenAt, createdAt, address }) => (
          <li key={sessionId}>
            <span>
              <b>{deviceName(userAgent) ?? say('browser')}</b>
              <span className="dim small staff-line">
                {say('signInLine', {
                  since: clockAndDay(createdAt, language, site.timeZone),
                  seen: clockAndDay(lastSeenAt, language, site.timeZone),
                  address,
                })}
              </span>
            </span>
            <span className="row-space" />
            <Button size="small" danger disabled={busy} onClick={() => change(sessionId)}>
              {say('endSignIn')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="ad-actions">
        {sessions.length > 1 && (
          <Button danger loading={busy} onClick={() => change(null)}>
            {say('endAll')}
          </Button>
        )}
        {secondFactorSince !== null && <Reset person={person} />}
      </div>
    </div>
  );
}

function Reset({ person }: Pick<Props, 'person'>) {
  const say = useWords(leaverWords);
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Pill tone="live" icon="check">
        {say('hasFactor')}
      </Pill>
      <Button onClick={() => setAsking(true)}>{say('resetFactor')}</Button>
      {asking && (
        <ReasonModal
          title={say('resetTitle', { name: person.name })}
          confirm={say('resetFactor')}
          danger
          says={<p>{say('resetSays')}</p>}
          presets={[say('preset_reset_1'), say('preset_reset_2')]}
          run={({ reason }) => resetSecondFactor(person.userId, reason)}
          onDone={() => void message.success(say('resetDone'))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
