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
            <ExceptionLine
              key={exception.kind === 'camera' ? exception.camera.cameraId : exception.device.deviceId}
              exception={exception}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function ExceptionLine({ exception }: { exception: Exception }) {
  const say = useWords(overviewWords);
  const language = useLanguage();
  const now = useNow(15_000);
  const { siteId, siteName, since } = exception;
  const isCamera = exception.kind === 'camera';
  const grave = isCamera && exception.camera.phase === 'offline';
  return (
    <li>
      <span className={grave ? 'ad-mark ad-grave' : 'ad-mark'}>
        <Icon name={isCamera ? (grave ? 'plug' : 'hourglass') : 'window'} size={16} />
      </span>
      <b>
        {isCamera
          ? say(`camera_${asException(exception.camera.phase)}`)
          : say(exception.device.state === 'waiting' ? 'tablet' : 'tabletExpired')}
      </b>
      <span>
        {isCamera ? (
          <>
            {cameraName(exception.camera.classroomName, exception.camera.name)}
            {exception.camera.fault && (
              <small className="ad-under">{FAULT_SENTENCE[exception.camera.fault][language]}</small>
            )}
          </>
        ) : (
          say('tabletWaits', { room: exception.device.classroomName, name: exception.device.name })
        )}
      </span>
      <span className="dim">{siteName}</span>
      <b className="ad-since">{since && spanSince(since, now, say)}</b>
      <Link to={`/a/${isCamera ? 'cameras' : 'staff'}?site=${siteId}${isCamera ? '' : '&tab=tablets'}`}>
        {say('look')}
      </Link>
    </li>
  );
}

const asException = (phase: 'connecting' | 'live' | 'stalled' | 'offline') => (phase === 'live' ? 'connecting' : phase);

function spanSince(since: string, now: Date, say: Say<(typeof overviewWords)['keys'][number]>): string {
  const minutes = minutesBetween(since, now);
  if (minutes < 60) return say('sinceMinutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? say('sinceHours', { n: hours }) : say('sinceDays', { n: Math.floor(hours / 24) });
}
