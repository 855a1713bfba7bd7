import { useEffect, useState } from 'react';
import type { UserId } from '#contract/ids.ts';
import type { NewStep } from '../features/incidents/incident-records.ts';
import { callName } from '../shared/call-name.ts';
import { phoneLink } from '../shared/phone-link.ts';
import { serverNow, recordTime } from '../shared/server-clock.ts';
import { clockAndDay } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { callableOf } from './incident-sheet-people.ts';
import { reachedAt } from './incident-sheet-pages.ts';
import type { IncidentPageProps, NamedChild } from './incident-sheet-props.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';

type CallProps = Pick<IncidentPageProps, 'room' | 'incident' | 'children'> & { onStep: (step: NewStep) => void };

/** The numbers of each family, and beside them what came of the call. */
export function IncidentCall({ children, ...props }: CallProps) {
  return (
    <div className="tb-inc-call">
      <div>
        {children.map((child) => (
          <Family key={child.childId} {...props} child={child} />
        ))}
      </div>
      <Calls {...props} children={children} />
    </div>
  );
}

function Family({ room, incident, child, onStep }: Omit<CallProps, 'children'> & { child: NamedChild }) {
  const say = useWords(incidentSheetWords);
  const people = callableOf(incident, room, child.childId);
  const { isGrave } = incident;
  const called = (guardianId: UserId | null, isReached: boolean) =>
    onStep({ kind: 'called', childId: child.childId, guardianId, isReached, happenedAt: recordTime() });
  const isReached = reachedAt(incident, child.childId) !== null;
  return (
    <section className="card tb-inc-family">
      <h3>
        {say('callChild', { child: callName(child) })}
        {isReached && <Icon name="check" size={22} weight={3} />}
      </h3>
      {people.length === 0 && <p className="tb-lead">{say('noNumbers')}</p>}
      {people.map(({ userId, name, relation, phone }) => (
        <div key={userId} className="tb-inc-number">
          <a href={phoneLink(phone)}>
            <Icon name="phone" size={26} />
            <span>
              {relation} {name}
              <b>{phone}</b>
            </span>
          </a>
          <Outcome {...{ isGrave }} who={`${relation} ${name}`} onSay={(reached) => called(userId, reached)} />
        </div>
      ))}
      <div className="tb-inc-number">
        <span className="tb-inc-else">{say('else')}</span>
        <Outcome {...{ isGrave }} who={say('else')} onSay={(reached) => called(null, reached)} />
      </div>
    </section>
  );
}

type OutcomeProps = { who: string; isGrave: boolean; onSay: (isReached: boolean) => void };

/** Neither answer looks chosen. A tap is a call, and the second of a double tap is none. That a grave one's family knows of it is asked once more. */
function Outcome({ who, isGrave, onSay }: OutcomeProps) {
  const say = useWords(incidentSheetWords);
  const [isAsked, ask] = useState(false);
  const [isNoted, note] = useNoted();
  const tell = (isReached: boolean): void => {
    ask(false);
    note();
    onSay(isReached);
  };
  if (isNoted)
    return (
      <span className="tb-inc-noted" role="status">
        <Icon name="check" size={22} weight={2.6} />
        {say('noted')}
      </span>
    );
  if (isAsked)
    return (
      <span className="tb-inc-sure" role="alert">
        <span>{say('sureReached', { who })}</span>
        <button type="button" className="tb-button tb-inc-reached" onClick={() => tell(true)}>
          {say('sureReachedGo')}
        </button>
        <button type="button" className="tb-button" onClick={() => ask(false)}>
          {say('sureReachedNot')}
        </button>
      </span>
    );
  return (
    <>
      <button
        type="button"
        className="tb-button"
        aria-label={say('reachedWho', { who })}
        onClick={() => (isGrave ? ask(true) : tell(true))}
      >
        {say('reached')}
      </button>
      <button
        type="button"
        className="tb-button"
        aria-label={say('notReachedWho', { who })}
        onClick={() => tell(false)}
      >
        {say('notReached')}
      </button>
    </>
  );
}

/** Nobody has called the same person again within this time. */
const NOTED_MS = 5_000;

function useNoted() {
  const [isNoted, setNoted] = useState(false);
  useEffect(() => {
    if (!isNoted) return undefined;
    const timer = setTimeout(() => setNoted(false), NOTED_MS);
    return () => clearTimeout(timer);
  }, [isNoted]);
  return [isNoted, () => setNoted(true)] as const;
}

/** Every call with its time and who made it, also those on their way. */
function Calls({ room, incident, children }: Omit<CallProps, 'onStep'>) {
  const say = useWords(incidentSheetWords);
  const language = useLanguage();
  const sent = (incident.file?.lines ?? []).filter(({ kind }) => kind === 'called');
  const waiting = incident.unsent.flatMap(({ record, step }) =>
    step.kind === 'called' ? [{ ...step, at: record.happenedAt, by: say('unsent') }] : [],
  );
  const calls = [...sent, ...waiting];
  if (calls.length === 0) return null;
  const time = (at: string) => clockAndDay(at, language, room.timeZone, serverNow());
  return (
    <section>
      <h3>{say('calls')}</h3>
      <ul className="tb-lines" role="status">
        {calls.map(({ stepId, childId, guardianId, isReached, happenedAt, by }) => {
          const child = children.find((each) => each.childId === childId);
          const person = childId && callableOf(incident, room, childId).find(({ userId }) => userId === guardianId);
          const who = person ? `${person.relation} ${person.name}` : say('else');
          const ofChild = children.length > 1 && child ? `${callName(child)} · ${who}` : who;
          return (
            <li key={stepId}>
              <b>{say(isReached ? 'callDone' : 'callMissed', { who: ofChild })}</b>
              <span>{say('lineBy', { time: time(happenedAt), by: by ?? say('nobody') })}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
