import type { ParentHome } from '#contract/live.ts';
import { useOwnCases } from '../features/health/use-own-health.ts';
import { AbsenceAsk } from './absence-ask.tsx';
import { HealthAsk } from './health-ask.tsx';
import { IncidentAsk, IncidentNote } from './incidents/incident-ask.tsx';
import { useNotedIncidents, useUnknownIncidents } from './incidents/use-unknown-incidents.ts';

/** What needs a parent's answer, before everything else, the gravest first. */
export function Asks({ home }: { home: ParentHome }) {
  const cases = useOwnCases();
  const unknown = useUnknownIncidents();
  const noted = useNotedIncidents();
  const childOf = (childId: string) => home.children.find((child) => child.childId === childId);
  const incidents = (isGrave: boolean) =>
    unknown
      .filter((incident) => incident.isGrave === isGrave)
      .map((incident) => <IncidentAsk key={incident.incidentId + incident.childId} incident={incident} />);
  return (
    <>
      {incidents(true)}
      {cases.map((found) => {
        const child = childOf(found.childId);
        return child && <HealthAsk key={found.checkId} found={found} child={child} />;
      })}
      {incidents(false)}
      {noted.map(({ incident, note }) => (
        <IncidentNote key={incident.incidentId + incident.childId} incident={incident} note={note} />
      ))}
      {home.children
        .filter(({ word }) => word.unexplainedSince !== null)
        .map((child) => (
          <AbsenceAsk key={child.childId} child={child} now={home.now} />
        ))}
    </>
  );
}
