import { useEffect } from 'react';
import { NotificationPanel } from '../../features/notifications/notification-panel.tsx';
import { networkTestWords } from '../../features/network-test/words.ts';
import { notificationWords } from '../../features/notifications/words.ts';
import { Link } from 'react-router';
import { concernWords } from '../../features/concerns/words.ts';
import { ChangePassword } from '../../features/sign-in/change-password.tsx';
import { OwnSessions } from '../../features/sign-in/own-sessions.tsx';
import { SecondFactorPanel } from '../../features/sign-in/second-factor-panel.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useSite } from '../site-scope.tsx';
import { adminWords } from '../words.ts';
import { drawQr } from './draw-qr.tsx';
import { ownAccountWords } from './words.ts';
import './account.css';

/** An administrator's own: second step, how they are told while not looking, devices, password. */
export function AccountScreen() {
  const say = useWords(ownAccountWords);
  const common = useWords(adminWords);
  const notify = useWords(notificationWords);
  const timeZone = useSite()?.timeZone;
  useEffect(() => {
    document.title = `${say('title')} · ${common('title')}`;
  }, [say, common]);
  return (
    <div className="account">
      <h1>{say('title')}</h1>
      <section className="account-card card" aria-labelledby="second-factor-title">
        <h2 id="second-factor-title">{say('secondFactor')}</h2>
        <SecondFactorPanel drawQr={drawQr} />
      </section>
      <div className="account-notify">
        <h2>{notify('title')}</h2>
        <p className="dim">{notify('lead')}</p>
        <NotificationPanel />
      </div>
      <OwnSessions timeZone={timeZone} />
      <ChangePassword />
      <NetworkTest />
      <Concern />
    </div>
  );
}

function NetworkTest() {
  const say = useWords(networkTestWords);
  return (
    <section className="account-card card">
      <h2>{say('title')}</h2>
      <p className="small dim">{say('openLead')}</p>
      <p>
        <Link to="/network-test">{say('open')}</Link>
      </p>
    </section>
  );
}

/** In a quiet place: nobody is to see from afar that it was opened. */
function Concern() {
  const say = useWords(concernWords);
  return (
    <section className="account-card card">
      <h2>{say('ask')}</h2>
      <p className="small dim">{say('askLead')}</p>
      <p>
        <Link to="/concern">{say('open')}</Link>
      </p>
    </section>
  );
}
