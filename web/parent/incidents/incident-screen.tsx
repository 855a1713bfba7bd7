import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { OwnIncident } from '#contract/own-incidents.ts';
import { Addenda, FamilyView } from '../../features/incidents/family-view.tsx';
import { IncidentPhotos } from '../../features/incidents/incident-photos.tsx';
import { useOwnIncidents } from '../../features/incidents/incidents-api.ts';
import { ownPhotos } from '../../features/incidents/photos-api.ts';
import { clock } from '../../shared/time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Failed } from '../../shared/ui/failed.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { useWords } from '../../shared/words/book.ts';
import { Call } from '../ask-parts.tsx';
import { usePageTitle } from '../page-title.ts';
import { Acknowledge } from './acknowledge.tsx';
import { incidentAddress } from '../../shared/incident-address.ts';
import { Known } from './known.tsx';
import { ownIncidentWords } from './words.ts';
import './incidents.css';

/** /p/incidents/:incidentId?child= : what happened to one's own child, and one's signature that one knows. */
export default function IncidentScreen() {
  const say = useWords(ownIncidentWords);
  const own = useOwnIncidents();
  const { incidentId } = useParams();
  const [search] = useSearchParams();
  usePageTitle(say('pageTitle'));
  const views = own.data?.incidents.filter((each) => each.incidentId === incidentId) ?? [];
  const view = views.find(({ childId }) => childId === search.get('child')) ?? views[0];
  return (
    <main className="page">
      <Link className="incident-back" to="/p/incidents">
        <Icon name="back" size={18} />
        {say('back')}
      </Link>
      {view ? (
        <Incident key={view.incidentId + view.childId} view={view} others={views.filter((each) => each !== view)} />
      ) : own.data ? (
        <>
          <h1 className="unseen">{say('title')}</h1>
          <Empty icon="flag">
            <p>{say('unknown')}</p>
          </Empty>
        </>
      ) : own.error ? (
        <Failed error={own.error} onAgain={() => void own.refetch()} />
      ) : (
        <Loading />
      )}
    </main>
  );
}

/** `others`: of one's own children that were in it too. */
function Incident({ view, others }: { view: OwnIncident; others: readonly OwnIncident[] }) {
  const say = useWords(ownIncidentWords);
  const isAsked = view.acknowledgedAt === null;
  const [wasAsked] = useState(isAsked);
  return (
    <>
      <h1 className="unseen">{say(isAsked ? 'asked' : 'title')}</h1>
      {isAsked && view.isGrave && <CallFirst view={view} />}
      <section className="panel card">
        <FamilyView view={view} withAddenda={false} />
        {view.photos.length > 0 && (
          <IncidentPhotos
            incidentId={view.incidentId}
            photos={view.photos}
            timeZone={view.timeZone}
            children={[]}
            mayChange={false}
            srcOf={ownPhotos(view.incidentId)}
          />
        )}
      </section>
      {others.map((other) => (
        <p key={other.childId}>
          <Link to={incidentAddress(other)}>{say('alsoOf', { child: other.childName })}</Link>
        </p>
      ))}
      {isAsked ? <Acknowledge view={view} /> : <Known view={view} isFresh={wasAsked} />}
      <Addenda view={view} />
      {!(isAsked && view.isGrave) && <Call phone={view.sitePhone} />}
    </>
  );
}

/** Not asked of who was reached already. */
function CallFirst({ view: { sitePhone, reachedAt, timeZone } }: { view: OwnIncident }) {
  const say = useWords(ownIncidentWords);
  if (reachedAt !== null)
    return (
      <section className="panel card ask" aria-label={say('spoken')}>
        <p>{say('spokenAt', { time: clock(reachedAt, timeZone) })}</p>
        <div className="ask-answers">
          <Call phone={sitePhone} />
        </div>
      </section>
    );
  return (
    <section className="panel card ask" aria-label={say('callFirst')}>
      <div className="row">
        <Icon name="alarm" size={18} weight={1.8} />
        <h2>{say('callFirst')}</h2>
      </div>
      <p>{say('callFirstLead')}</p>
      <div className="ask-answers">
        <Call phone={sitePhone} isFirst />
      </div>
    </section>
  );
}
