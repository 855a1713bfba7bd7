import type { KeyboardEvent } from 'react';
import { NavLink } from 'react-router';
import type { OpenIncident } from '#contract/incidents.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { clock, clockAndDay, duration, isSameDay, minutesBetween } from '../../shared/time.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useDue } from './due-words.ts';
import { groupsOf, NEED_LOOK, needOf, useIncidentTitle } from './incident-look.ts';
import { incidentPath } from './incident-path.ts';
import { incidentScreenWords } from './words.ts';

const AGED_EVERY_MS = 20_000;

/** What nobody has finished with, and what only waits to be filed. */
export function Queue({ incidents, timeZone }: { incidents: readonly OpenIncident[]; timeZone: string }) {
  const say = useWords(incidentScreenWords);
  const { open, toFile } = groupsOf(incidents);
  return (
    <nav className="in-queue-lists" aria-label={say('queue')} aria-describedby="in-queue-keys">
      <p id="in-queue-keys" className="unseen">
        {say('queueKeys')}
      </p>
      <div className="row">
        <h2>{say('open')}</h2>
        <span className="row-space" />
        <span className="small dim">{say('oldestFirst')}</span>
      </div>
      {open.length === 0 && <p className="dim">{say('noneOpen')}</p>}
      <Rows incidents={open} timeZone={timeZone} />
      <h2>{say('toFile')}</h2>
      {toFile.length === 0 && <p className="dim">{say('noneToFile')}</p>}
      <Rows incidents={toFile} timeZone={timeZone} />
    </nav>
  );
}

function Rows({ incidents, timeZone }: { incidents: readonly OpenIncident[]; timeZone: string }) {
  if (incidents.length === 0) return null;
  return (
    <ul>
      {incidents.map((incident) => (
        <li key={incident.incidentId}>
          <Row incident={incident} timeZone={timeZone} />
        </li>
      ))}
    </ul>
  );
}

function Row({ incident, timeZone }: { incident: OpenIncident; timeZone: string }) {
  const say = useWords(incidentScreenWords);
  const words = useWords(incidentWords);
  const titleOf = useIncidentTitle();
  const age = useAge(incident, timeZone);
  const due = useDue(incident);
  const need = needOf(incident);
  const { classroomName, by, children, isGrave } = incident;
  return (
    <NavLink className="in-row" to={incidentPath(incident)} onKeyDown={moveFocus}>
      <span className="in-row-head">
        <b>{titleOf(incident)}</b>
        {isGrave && need !== 'call' && (
          <Pill tone="offline" icon="alarm">
            {words('grave')}
          </Pill>
        )}
        {need && <Pill {...NEED_LOOK[need]}>{say(`need_${need}`)}</Pill>}
      </span>
      <span className="small dim">{[classroomName, by].filter(Boolean).join(' · ')}</span>
      <span className="tiny dim">{[...age, ...(children.length > 1 ? [say('eachOwn')] : [])].join(' · ')}</span>
      {due !== null && <span className={due.isOver ? 'tiny ad-red' : 'tiny dim'}>{due.words}</span>}
    </NavLink>
  );
}

/** 10:15 · 9 分钟 of today; the day of what is older. */
function useAge({ happenedAt }: OpenIncident, timeZone: string): string[] {
  const now = useNow(AGED_EVERY_MS);
  const language = useLanguage();
  if (!isSameDay(happenedAt, now, timeZone)) return [clockAndDay(happenedAt, language, timeZone, now)];
  return [clock(happenedAt, timeZone), duration(minutesBetween(happenedAt, now), language)];
}

/** From one row to the next, over both lists. */
function moveFocus(event: KeyboardEvent<HTMLAnchorElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const rows = [...document.querySelectorAll<HTMLAnchorElement>('.in-row')];
  rows[rows.indexOf(event.currentTarget) + step]?.focus();
}
