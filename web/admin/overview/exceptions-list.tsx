import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { minutesBetween } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { useNow } from '../../shared/use-now.ts';
import { type Say, useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { cameraName } from '../camera-name.ts';
import { FAULT_SENTENCE } from '../cameras/camera-sentences.ts';
import type { Exception } from './exceptions.ts';
import type { SetupStep } from './setup-steps.ts';
import { overviewWords } from './words.ts';

type Props = { exceptions: readonly Exception[]; children: ReactNode };

/** Gravest first. @param children what stands there when there is none */
export function ExceptionsList({ exceptions, children }: Props) {
  const say = useWords(overviewWords);
  return (
    <section className="card ad-exceptions" aria-labelledby="exceptions-title">
      <header>
        <h2 id="exceptions-title">{say('first')}</h2>
        {exceptions.length > 0 && (
          <Pill tone="offline" icon="alarm">
            {say('open', { n: exceptions.length })}
          </Pill>
        )}
        <span className="row-space" />
        {exceptions.length > 0 && <small className="dim">{say('order')}</small>}
      </header>
      {exceptions.length === 0 ? (
        children
      ) : (
        <ul>
          {exceptions.map((exception) => (
            <ExceptionLine key={keyOf(exception)} exception={exception} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ExceptionLine({ exception }: { exception: Exception }) {
  const say = useWords(overviewWords);
  const now = useNow(15_000);
  const { siteName, since } = exception;
  const grave = exception.kind === 'camera' && exception.camera.phase === 'offline' && exception.camera.hasBeenLive;
  return (
    <li>
      <span className={grave ? 'ad-mark ad-grave' : 'ad-mark'}>
        <Icon name={exception.kind === 'camera' ? (grave ? 'plug' : 'hourglass') : ICON[exception.kind]} size={16} />
      </span>
      <ExceptionText exception={exception} />
      <span className="dim">{siteName}</span>
      <b className="ad-since">{since && spanSince(since, now, say)}</b>
      <Link to={placeOf(exception)}>{say(exception.kind === 'setup' ? `go_${exception.step}` : 'look')}</Link>
    </li>
  );
}

const ICON = { tablet: 'window', setup: 'building' } as const;

/** What it is, then which one or what follows from it. */
function ExceptionText({ exception }: { exception: Exception }) {
  const say = useWords(overviewWords);
  const language = useLanguage();
  if (exception.kind === 'setup') {
    const { step, n } = exception;
    return (
      <>
        <b>{say(`setup_${step}`, { n })}</b>
        <span>{say(`setupSays_${step}`)}</span>
      </>
    );
  }
  if (exception.kind === 'tablet') {
    const { device, nth } = exception;
    const name = nth === null ? device.name : `${device.name} ${nth}`;
    return (
      <>
        <b>{say(device.state === 'waiting' ? 'tablet' : 'tabletExpired')}</b>
        <span>{say('tabletWaits', { room: device.classroomName, name })}</span>
      </>
    );
  }
  const { phase, fault, hasBeenLive, classroomName, name } = exception.camera;
  return (
    <>
      <b>{say(hasBeenLive ? `camera_${asException(phase)}` : 'cameraNoPicture')}</b>
      <span>
        {cameraName(classroomName, name)}
        {fault && <small className="ad-under">{FAULT_SENTENCE[fault][language]}</small>}
      </span>
    </>
  );
}

const SETUP_SCREEN: Record<SetupStep, string> = {
  'no-hours': 'sites',
  'no-rooms': 'sites',
  'no-cameras': 'cameras',
  'consents-missing': 'families',
  'rooms-blocked': 'sites',
  'live-off': 'sites',
};

/** Where it is seen to. */
function placeOf(exception: Exception): string {
  const site = `?site=${exception.siteId}`;
  if (exception.kind === 'camera') return `/a/cameras${site}`;
  return exception.kind === 'tablet' ? `/a/staff${site}&tab=tablets` : `/a/${SETUP_SCREEN[exception.step]}${site}`;
}

function keyOf(exception: Exception): string {
  if (exception.kind === 'camera') return exception.camera.cameraId;
  return exception.kind === 'tablet' ? exception.device.deviceId : `${exception.siteId} ${exception.step}`;
}

const asException = (phase: 'connecting' | 'live' | 'stalled' | 'offline') => (phase === 'live' ? 'connecting' : phase);

function spanSince(since: string, now: Date, say: Say<(typeof overviewWords)['keys'][number]>): string {
  const minutes = minutesBetween(since, now);
  if (minutes < 60) return say('sinceMinutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? say('sinceHours', { n: hours }) : say('sinceDays', { n: Math.floor(hours / 24) });
}
