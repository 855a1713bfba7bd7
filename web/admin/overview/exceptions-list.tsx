import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Exception } from '#contract/dashboard.ts';
import { acknowledgeLook } from '../../features/dashboard/dashboard-api.ts';
import { acknowledgeAlarm } from '../../features/pickups/office-pickups-api.ts';
import { useMe } from '../../shared/session.ts';
import { useConnection } from '../../shared/socket.ts';
import { minutesBetween } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { useNow } from '../../shared/use-now.ts';
import { type Say, useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { mayOpen } from '../may-open.ts';
import { useChange } from '../use-change.ts';
import { keyOf, mayActOn, placeOf } from './exception-place.ts';
import { markOf, textOf } from './exception-text.ts';
import { overviewWords } from './words.ts';

/** A page of them; a nursery that is being set up has many. */
const SHOWN_FIRST = 6;

type Props = { exceptions: readonly Exception[]; isOneSite: boolean; children: ReactNode };

/** Gravest first. @param children what stands there when there is none */
export function ExceptionsList({ exceptions, isOneSite, children }: Props) {
  const say = useWords(overviewWords);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? exceptions : exceptions.slice(0, SHOWN_FIRST);
  return (
    <section className="card ov-exceptions" aria-labelledby="exceptions-title">
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
          {shown.map((exception) => (
            <ExceptionLine key={keyOf(exception)} exception={exception} isOneSite={isOneSite} />
          ))}
        </ul>
      )}
      {exceptions.length > SHOWN_FIRST && (
        <Button type="link" className="ov-more" onClick={() => setWhole(!isWhole)}>
          {isWhole ? say('fewer') : say('more', { n: exceptions.length - SHOWN_FIRST })}
        </Button>
      )}
    </section>
  );
}

function ExceptionLine({ exception, isOneSite }: { exception: Exception; isOneSite: boolean }) {
  const say = useWords(overviewWords);
  const language = useLanguage();
  const now = useNow(15_000);
  const { icon, tone } = markOf(exception);
  const { title, which, why } = textOf(exception, say, language);
  const { since, siteName } = exception;
  return (
    <li>
      <span className={`ov-mark pill-${tone}`}>
        <Icon name={icon} size={16} />
      </span>
      <b>{title}</b>
      <span>
        {which}
        {why && <small className="ad-under">{why}</small>}
      </span>
      <span className="dim">{isOneSite ? '' : siteName}</span>
      <b className="ad-since">{since && spanSince(since, now, say)}</b>
      <span className="ov-act">
        <Act exception={exception} />
      </span>
    </li>
  );
}

/** The one thing to do about it, for those who may. */
function Act({ exception }: { exception: Exception }) {
  const say = useWords(overviewWords);
  const me = useMe();
  if (!mayActOn(me, exception)) return null;
  if (exception.kind === 'look') return <Know of={exception.viewId} know={acknowledgeLook} />;
  if (exception.kind === 'pickup-alarm') return <Know of={exception.alarmId} know={acknowledgeAlarm} />;
  const place = placeOf(exception);
  if (!place || ('screen' in place && !mayOpen(me, place.screen))) return null;
  const [path, more] = 'screen' in place ? [place.screen, place.search] : [place.path, {}];
  const search = new URLSearchParams({ site: exception.siteId, ...more });
  return (
    <Link className="ov-button" to={`/a/${path}?${search}`}>
      {say(wordOf(exception))}
    </Link>
  );
}

function wordOf(exception: Exclude<Exception, { kind: 'look' | 'pickup-alarm' }>) {
  if (exception.kind === 'setup') return `go_${exception.step}` as const;
  if (exception.kind === 'alert' && exception.alert === 'health') return 'see_health';
  return `see_${exception.kind}` as const;
}

function Know({ of, know }: { of: string; know: (of: string) => Promise<unknown> }) {
  const say = useWords(overviewWords);
  const isAway = useConnection().phase === 'away';
  const { change, busy } = useChange(know, () => undefined);
  return (
    <Button disabled={isAway} loading={busy} title={isAway ? say('whileAway') : undefined} onClick={() => change(of)}>
      {say('know')}
    </Button>
  );
}

function spanSince(since: string, now: Date, say: Say<(typeof overviewWords)['keys'][number]>): string {
  const minutes = minutesBetween(since, now);
  if (minutes < 60) return say('sinceMinutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? say('sinceHours', { n: hours }) : say('sinceDays', { n: Math.floor(hours / 24) });
}
