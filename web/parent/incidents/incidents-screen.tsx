import { Link } from 'react-router';
import type { OwnIncident } from '#contract/own-incidents.ts';
import { useOwnIncidents } from '../../features/incidents/incidents-api.ts';
import { KindIcon } from '../../features/incidents/kind-icon.tsx';
import { incidentWords } from '../../features/incidents/words.ts';
import { dayAndClock } from '../../shared/time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Failed } from '../../shared/ui/failed.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { usePageTitle } from '../page-title.ts';
import { incidentAddress } from '../../shared/incident-address.ts';
import { ownIncidentWords } from './words.ts';
import './incidents.css';

/** /p/incidents : what was published of one's own children, the newest first. */
export default function IncidentsScreen() {
  const say = useWords(ownIncidentWords);
  const own = useOwnIncidents();
  usePageTitle(say('title'));
  return (
    <main className="page">
      <h1>{say('title')}</h1>
      <p className="dim">{say('lead')}</p>
      {own.data ? (
        <Lines incidents={own.data.incidents} />
      ) : own.error ? (
        <Failed error={own.error} onAgain={() => void own.refetch()} />
      ) : (
        <Loading />
      )}
    </main>
  );
}

function Lines({ incidents }: { incidents: readonly OwnIncident[] }) {
  const say = useWords(ownIncidentWords);
  if (incidents.length === 0) return <Empty icon="flag">{say('empty')}</Empty>;
  return (
    <ul className="own-incidents card">
      {incidents.map((incident) => (
        <Line key={incident.incidentId + incident.childId} incident={incident} />
      ))}
    </ul>
  );
}

function Line({ incident }: { incident: OwnIncident }) {
  const say = useWords(ownIncidentWords);
  const name = useWords(incidentWords);
  const language = useLanguage();
  const now = useNow(60_000);
  const { kind, isGrave, childName, classroomName, happenedAt, timeZone, acknowledgedAt, addenda } = incident;
  return (
    <li>
      <Link to={incidentAddress(incident)}>
        <span className="own-incident-icon">
          <KindIcon kind={kind} size={20} />
        </span>
        <span className="own-incident-words">
          <b>
            {childName} · {name(`kind_${kind}`)}
          </b>
          <span className="small dim">
            {dayAndClock(happenedAt, language, timeZone, now)} · {classroomName}
          </span>
        </span>
        <span className="own-incident-state">
          {isGrave && (
            <Pill tone="offline" icon="alarm">
              {name('grave')}
            </Pill>
          )}
          {addenda.length > 0 && (
            <Pill tone="accent" icon="plus">
              {say('noteAdded')}
            </Pill>
          )}
          {acknowledgedAt === null ? (
            <Pill tone="accent" icon="flag">
              {say('asked')}
            </Pill>
          ) : (
            <Pill tone="primary" icon="check">
              {say('known')}
            </Pill>
          )}
        </span>
      </Link>
    </li>
  );
}
