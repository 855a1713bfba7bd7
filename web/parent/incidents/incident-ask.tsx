import { Link } from 'react-router';
import type { OwnIncident } from '#contract/own-incidents.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { clock, clockAndDay } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { Call } from '../ask-parts.tsx';
import { askWords } from '../ask-words.ts';
import { incidentAddress } from '../../shared/incident-address.ts';
import { ownIncidentWords } from './words.ts';

/** What happened to a child, until somebody of the family has signed. Of a grave one the call comes first, unless it was made. */
export function IncidentAsk({ incident }: { incident: OwnIncident }) {
  const say = useWords(askWords);
  const sayOwn = useWords(ownIncidentWords);
  const name = useWords(incidentWords);
  const language = useLanguage();
  const now = useNow(60_000);
  const { childName, classroomName, kind, isGrave, happenedAt, timeZone, told, sitePhone, reachedAt } = incident;
  const isCallFirst = isGrave && reachedAt === null;
  const title = say(isGrave ? 'incidentGrave' : 'incidentTitle');
  const what = say('incidentWhat', { child: childName, kind: name(`kind_${kind}`), room: classroomName });
  return (
    <section className="panel card ask" aria-label={`${title}，${what}`}>
      <div className="row">
        <Icon name={isGrave ? 'alarm' : 'flag'} size={18} weight={1.8} />
        <h3>{title}</h3>
        <span className="row-space" />
        <time dateTime={happenedAt}>{clockAndDay(happenedAt, language, timeZone, now)}</time>
      </div>
      <p className="ask-told">{told}</p>
      <p className="small dim">{what}</p>
      {isGrave && reachedAt !== null && (
        <p className="small">{sayOwn('spokenAt', { time: clock(reachedAt, timeZone) })}</p>
      )}
      <div className="ask-answers">
        {isCallFirst && <Call phone={sitePhone} isFirst />}
        <Link
          className={`button button-large${isCallFirst && sitePhone !== '' ? '' : ' button-primary'}`}
          to={incidentAddress(incident)}
        >
          {say('incidentRead')}
        </Link>
        {!isCallFirst && <Call phone={sitePhone} />}
      </div>
    </section>
  );
}

type NoteProps = { incident: OwnIncident; note: OwnIncident['addenda'][number] };

/** What the nursery added after the family had signed: else nobody would look there again. */
export function IncidentNote({ incident, note }: NoteProps) {
  const say = useWords(ownIncidentWords);
  const name = useWords(incidentWords);
  const language = useLanguage();
  const now = useNow(60_000);
  const what = `${incident.childName} · ${name(`kind_${incident.kind}`)}`;
  return (
    <section className="panel card ask" aria-label={`${say('newNote')}，${what}`}>
      <div className="row">
        <Icon name="plus" size={18} weight={1.8} />
        <h3>{say('newNote')}</h3>
        <span className="row-space" />
        <time dateTime={note.at}>{clockAndDay(note.at, language, incident.timeZone, now)}</time>
      </div>
      <p className="ask-told">{note.text}</p>
      <p className="small dim">{what}</p>
      <div className="ask-answers">
        <Link className="button button-large" to={incidentAddress(incident)}>
          {say('readNote')}
        </Link>
      </div>
    </section>
  );
}
