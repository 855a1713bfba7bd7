import { useState } from 'react';
import { Link } from 'react-router';
import { concernWords } from '../features/concerns/words.ts';
import { ChangePassword } from '../features/sign-in/change-password.tsx';
import { FACE_ADDRESS } from '../features/sign-in/face-address.ts';
import { OwnSessions } from '../features/sign-in/own-sessions.tsx';
import { SecondFactorPanel } from '../features/sign-in/second-factor-panel.tsx';
import { networkTestWords } from '../features/network-test/words.ts';
import { notificationWords } from '../features/notifications/words.ts';
import { signOut, signOutEverywhere, useMe } from '../shared/session.ts';
import { Button } from '../shared/ui/button.tsx';
import { LanguageSwitch } from '../shared/ui/language-switch.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { DoorPin } from './door-pin.tsx';
import { ownIncidentWords } from './incidents/words.ts';
import { pickupWords } from './pickup/words.ts';
import { usePageTitle } from './page-title.ts';
import { useHome } from './use-home.ts';
import { parentWords } from './words.ts';
import './me.css';

/** Language, second step, devices, password, and the way out. */
export default function MeScreen() {
  const say = useWords(parentWords);
  const pickup = useWords(pickupWords);
  const me = useMe();
  const timeZone = useHome().data?.children[0]?.timeZone;
  usePageTitle(say('me'));
  const otherFaces = me.faces.filter((face) => face !== 'parent');
  return (
    <main className="page">
      <div className="headline">
        <Portrait recipe={me.portrait} name={me.name} size={56} adult />
        <h1>{me.name}</h1>
      </div>
      <section className="me-card card">
        <div className="row">
          <h2>{say('language')}</h2>
          <span className="row-space" />
          <LanguageSwitch />
        </div>
      </section>
      {otherFaces.length > 0 && (
        <section className="me-card card">
          <h2>{say('faces')}</h2>
          <div className="me-actions">
            {otherFaces.map((face) => (
              <Link key={face} className="button" to={FACE_ADDRESS[face]}>
                {say(`face_${face}`)}
              </Link>
            ))}
          </div>
        </section>
      )}
      <section className="me-card card">
        <h2>{say('secondFactor')}</h2>
        <SecondFactorPanel />
      </section>
      <section className="me-card card">
        <h2>{pickup('title')}</h2>
        <p className="small dim">{pickup('lead')}</p>
        <div className="me-actions">
          <Link className="button" to="/p/pickup">
            {pickup('open')}
          </Link>
        </div>
      </section>
      <Notifications />
      <Incidents />
      <WhoLooked />
      <NetworkTest />
      <DoorPin />
      <OwnSessions timeZone={timeZone} />
      <ChangePassword />
      <Concern />
      <SignOut />
    </main>
  );
}

function Notifications() {
  const say = useWords(notificationWords);
  return (
    <section className="me-card card">
      <h2>{say('title')}</h2>
      <p className="small dim">{say('lead')}</p>
      <div className="me-actions">
        <Link className="button" to="/p/notifications">
          {say('open')}
        </Link>
      </div>
    </section>
  );
}

/** In a quiet place: nobody is to see from afar that it was opened. */
function Concern() {
  const say = useWords(concernWords);
  return (
    <section className="me-card card">
      <h2>{say('ask')}</h2>
      <p className="small dim">{say('askLead')}</p>
      <div className="me-actions">
        <Link className="button" to="/p/concern">
          {say('open')}
        </Link>
      </div>
    </section>
  );
}

/** Those that were acknowledged long ago are in no feed any more. */
function Incidents() {
  const say = useWords(ownIncidentWords);
  return (
    <section className="me-card card">
      <h2>{say('title')}</h2>
      <p className="small dim">{say('lead')}</p>
      <div className="me-actions">
        <Link className="button" to="/p/incidents">
          {say('open')}
        </Link>
      </div>
    </section>
  );
}

function NetworkTest() {
  const say = useWords(networkTestWords);
  return (
    <section className="me-card card">
      <h2>{say('title')}</h2>
      <p className="small dim">{say('openLead')}</p>
      <div className="me-actions">
        <Link className="button" to="/network-test">
          {say('open')}
        </Link>
      </div>
    </section>
  );
}

/** A phone has no room for it among the pages below. */
function WhoLooked() {
  const say = useWords(parentWords);
  return (
    <section className="me-card card">
      <h2>{say('log')}</h2>
      <p className="small dim">{say('logLead')}</p>
      <div className="me-actions">
        <Link className="button" to="/p/log">
          {say('whoLooked')}
        </Link>
      </div>
    </section>
  );
}

function SignOut() {
  const say = useWords(parentWords);
  const language = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const attempt = (leave: () => Promise<void>) => () => void leave().catch(setError);
  return (
    <section className="me-card card">
      <div className="me-actions">
        <Button kind="danger" onClick={attempt(signOut)}>
          {say('signOut')}
        </Button>
        <Button onClick={attempt(signOutEverywhere)}>{say('signOutEverywhere')}</Button>
      </div>
      <p role="alert" className="field-wrong">
        {error !== null && errorSentence(error, language)}
      </p>
    </section>
  );
}
