import type { Finding } from '#contract/dashboard.ts';
import type { OpenIncident } from '#contract/incidents.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import { incidentPath } from '../incidents/incident-path.ts';
import { SCREENS, type Screen } from '../may-open.ts';

/** Something to go to, by its name. */
export type Target = {
  key: string;
  kind: Finding['kind'] | 'screen' | 'incident';
  icon: IconName;
  name: string;
  /** What tells it from others of its name. */
  of: string;
  to: string;
};

type Place = { screen: Screen; search: Record<string, string> };

/** A guardian leads to why they may or may not watch; the others to where they are changed. */
function placeOf(finding: Finding): Place {
  switch (finding.kind) {
    case 'guardian': {
      const cell = finding.cameraId === null ? {} : { cell: `${finding.id}.${finding.cameraId}` };
      return { screen: 'access', search: { q: finding.name, ...cell } };
    }
    case 'child':
      return { screen: 'families', search: { q: finding.name, child: finding.id } };
    case 'staff':
      return { screen: 'staff', search: { q: finding.name, person: finding.id } };
    case 'camera':
      return { screen: 'cameras', search: { camera: finding.id } };
    case 'room':
      return { screen: 'sites', search: { room: finding.id } };
  }
}

const ICON: Record<Finding['kind'], IconName> = {
  guardian: 'eye',
  child: 'people',
  staff: 'person',
  camera: 'camera',
  room: 'building',
};

export function targetOf(finding: Finding): Target {
  const { kind, id, name, of, siteId, siteName } = finding;
  const { screen, search } = placeOf(finding);
  return {
    key: [kind, id, siteId].join(' '),
    kind,
    icon: ICON[kind],
    name,
    of: [of, siteName].filter(Boolean).join(' · '),
    to: `/a/${screen}?${new URLSearchParams({ site: siteId, ...search })}`,
  };
}

const LEAST_OF_A_NUMBER = 3;

/** Open incidents whose number holds what is typed. @param titleOf what happened, to whom */
export const incidentsNumbered = (
  typed: string,
  incidents: readonly OpenIncident[],
  titleOf: (incident: OpenIncident) => string,
): Target[] =>
  incidents
    .filter(({ number }) => typed.length >= LEAST_OF_A_NUMBER && number.includes(typed))
    .map((incident) => ({
      key: `incident ${incident.incidentId}`,
      kind: 'incident',
      icon: 'flag',
      name: incident.number,
      of: `${titleOf(incident)} · ${incident.classroomName}`,
      to: incidentPath(incident),
    }));

/** Screens whose name holds what is typed. */
export const screensNamed = (
  typed: string,
  mayOpen: (screen: Screen) => boolean,
  nameOf: (screen: Screen) => string,
): Target[] =>
  SCREENS.filter((screen) => mayOpen(screen) && nameOf(screen).toLowerCase().includes(typed.toLowerCase())).map(
    (screen) => ({
      key: `screen ${screen}`,
      kind: 'screen',
      icon: 'list',
      name: nameOf(screen),
      of: '',
      to: screen === 'overview' ? '/a' : `/a/${screen}`,
    }),
  );
