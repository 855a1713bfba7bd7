import { Link } from 'react-router';
import type { OwnIncident } from '#contract/own-incidents.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { clockAndDay } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { Call } from '../ask-parts.tsx';
import { askWords } from '../ask-words.ts';
import { incidentAddress } from './incident-address.ts';

/** What happened to a child, until somebody of the family has signed. Of a grave one the call comes first. */
export function IncidentAsk({ incident }: { incident: OwnIncident }) {
  const say = useWords(askWords);
  const name = useWords(incidentWords);
  const language = useLanguage();
  const now = useNow(60_000);
  const { childName, classroomName, kind, isGrave, happenedAt, timeZone, told, sitePhone } = incident;
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
      <div className="ask-answers">
        {isGrave && <Call phone={sitePhone} isFirst />}
        <Link
          className={`button button-large${isGrave && sitePhone !== '' ? '' : ' button-primary'}`}
          to={incidentAddress(incident)}
        >
          {say('incidentRead')}
        </Link>
        {!isGrave && <Call phone={sitePhone} />}
      </div>
    </section>
  );
}
