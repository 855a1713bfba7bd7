import { Navigate, useParams, useSearchParams } from 'react-router';
import { IncidentId } from '#contract/ids.ts';
import type { SiteView } from '#contract/people.ts';
import { useIncident, useOpenIncidents } from '../../features/incidents/incidents-api.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { groupsOf } from './incident-look.ts';
import { incidentPath } from './incident-path.ts';
import { Queue } from './queue.tsx';
import { IncidentRecord } from './incident-record.tsx';
import { incidentScreenWords } from './words.ts';
import './incidents.css';
import './incident-record.css';
import './incident-side.css';

/** What happened in a site's rooms and is not finished, and of one of them everything, with what each family reads. */
export function IncidentsScreen({ site }: { site: SiteView }) {
  const say = useWords(incidentScreenWords);
  const read = useOpenIncidents({ siteId: site.siteId });
  const { incidentId } = useParams();
  const { open, toFile } = groupsOf(read.data?.incidents ?? []);
  const first = open.find(({ isCallDue }) => isCallDue) ?? open[0] ?? toFile[0];
  // The address names what is shown, so that it stays when another comes before it.
  if (incidentId === undefined && first) return <Navigate replace to={incidentPath(first)} />;
  return (
    <div className="in">
      <h1 className="unseen">{say('title')}</h1>
      <div className="in-queue">
        <ReadState of={read}>
          {read.data && <Queue incidents={read.data.incidents} timeZone={site.timeZone} />}
        </ReadState>
        <p className="tiny dim in-elsewhere">{say('elsewhere')}</p>
      </div>
      {incidentId === undefined ? (
        <div className="in-none">{read.data && <Empty icon="check">{say('noneOpen')}</Empty>}</div>
      ) : (
        <Chosen key={incidentId} named={incidentId} site={site} />
      )}
    </div>
  );
}

function Chosen({ named, site }: { named: string; site: SiteView }) {
  const say = useWords(incidentScreenWords);
  const [search] = useSearchParams();
  const incidentId = IncidentId.safeParse(named).data ?? null;
  const read = useIncident(incidentId);
  const { data } = read;
  if (incidentId === null || isProblem(read.error, 'not-found'))
    return (
      <div className="in-none">
        <Empty icon="search">{say('gone')}</Empty>
      </div>
    );
  if (data && data.siteId !== site.siteId && search.get('site') !== data.siteId)
    return <Navigate replace to={incidentPath(data)} />;
  return data ? (
    <IncidentRecord file={data} timeZone={site.timeZone} />
  ) : (
    <div className="in-none">
      <ReadState of={read}>{null}</ReadState>
    </div>
  );
}
