import type { KeyboardEvent } from 'react';
import { NavLink } from 'react-router';
import type { ListedConcern } from '#contract/concerns.ts';
import { STATE_TONE } from '../../features/concerns/own-concerns.tsx';
import { concernWords } from '../../features/concerns/words.ts';
import { clockAndDay } from '../../shared/time.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { concernPath } from './concern-path.ts';
import { concernScreenWords } from './words.ts';

type RowsProps = { concerns: readonly ListedConcern[]; shows: 'open' | 'closed'; timeZone: string };

/** By their numbers alone: nothing of what they say is on a page that was not opened. */
export function ConcernRows({ concerns, shows, timeZone }: RowsProps) {
  const say = useWords(concernScreenWords);
  if (concerns.length === 0) return <p className="dim">{say(shows === 'open' ? 'noneOpen' : 'noneClosed')}</p>;
  return (
    <nav aria-label={say('queue')}>
      <ul className="cc-rows">
        {concerns.map((concern) => (
          <li key={concern.concernId}>
            <Row {...{ concern, shows, timeZone }} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Row({ concern, shows, timeZone }: { concern: ListedConcern; shows: string; timeZone: string }) {
  const say = useWords(concernScreenWords);
  const words = useWords(concernWords);
  const language = useLanguage();
  const { receipt, about, state, reportedAt, isForOperator } = concern;
  const to = concernPath(concern, shows === 'closed' ? '&show=closed' : '');
  return (
    <NavLink className="cc-row" to={to} onKeyDown={moveFocus}>
      <span className="row">
        <b>{receipt}</b>
        <span className="row-space" />
        <Pill tone={state === 'received' ? 'offline' : STATE_TONE[state]}>
          {state === 'received' ? say('unopened') : words(`state_${state}`)}
        </Pill>
      </span>
      <span className="small dim">
        {[words(`about_${about}`), ...(isForOperator ? [say('forOperator')] : [])].join(' · ')}
      </span>
      <span className="tiny dim">{clockAndDay(reportedAt, language, timeZone)}</span>
    </NavLink>
  );
}

function moveFocus(event: KeyboardEvent<HTMLAnchorElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const rows = [...document.querySelectorAll<HTMLAnchorElement>('.cc-row')];
  rows[rows.indexOf(event.currentTarget) + step]?.focus();
}
