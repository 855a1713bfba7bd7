import type { BodyPart, ChildDetails, IncidentDetails } from '../contract/incident-details.ts';
import { type IncidentKind, type IncidentState, NO_INJURY_KINDS } from '../contract/incidents.ts';
import { isUnhurt } from '../contract/merge-details.ts';
import { numberOf } from '../incidents/incident-number.ts';
import type { NameAt } from '../incidents/names-store.ts';
import { detailsIn, fieldOf, isReached, textOf } from '../incidents/step-data.ts';
import { dayOfColumn, type LocalDay } from '../platform/calendar.ts';
import { ENDS, type RegisterFile, type RegisterSite } from './register-store.ts';

type FileStep = RegisterFile['steps'][number];

/** Somebody's word at an instant: who wrote, published or said that they know. */
export type Said = { at: Date; by: string | null };
/** How a child's family heard of it first. */
export type Told = Said & { how: 'phone' | 'app' };

/** A child's line of the register; of an incident of a whole room there is one without a child. */
export type RegisterLine = {
  incidentId: string;
  number: string;
  kind: IncidentKind;
  state: IncidentState;
  day: LocalDay;
  happenedAt: Date;
  site: RegisterSite;
  room: string;
  child: { id: string; name: string; number: string | null; bornOn: LocalDay | null } | null;
  injury: ChildDetails['injury'];
  /** Somebody wrote that nothing is hurt. */
  isUnhurt: boolean;
  marks: BodyPart[];
  details: IncidentDetails;
  firstAidBy: string[];
  witnesses: string[];
  supervisors: string[];
  /** Who filled in the form: handed it in, or wrote in it last. */
  written: Said | null;
  /** Null while it is written, also again after it was sent back. */
  handedIn: Said | null;
  published: Said | null;
  acknowledged: Said | null;
  /** A guardian of one of its children signed. */
  isSigned: boolean;
  told: Told | null;
  /** Why it was taken back, or closed without a family's signature; else empty. */
  reason: string;
};

/** Who did what stands in these files. */
export const actorsIn = (files: readonly RegisterFile[]): string[] => [
  ...new Set(files.flatMap(({ steps }) => steps.flatMap(({ actorId }) => actorId ?? []))),
];

/** Whom these files name as staff. */
export const staffIn = (files: readonly RegisterFile[]): string[] => [
  ...new Set(
    files.flatMap(({ steps }) => {
      const { firstAidBy, witnesses, supervisors } = detailsIn(steps);
      return [...firstAidBy, ...witnesses, ...supervisors];
    }),
  ),
];

type Of = { site: RegisterSite; state: IncidentState; nameAt: NameAt; staff: ReadonlySet<string> };

/** A line for each child. @param of names of `actorsIn` and of `staffIn`; who is not in them is left out. A record that was published keeps the names of that day */
export function linesOf(file: RegisterFile, { site, state, nameAt, staff }: Of): RegisterLine[] {
  const { steps, children } = file;
  const details = detailsIn(steps);
  const said = (step: FileStep | undefined): Said | null =>
    step ? { at: step.recordedAt, by: step.actorId && nameAt(step.actorId, step.recordedAt) } : null;
  const publication = steps.find(({ kind }) => kind === 'published');
  const published = said(publication);
  const namedAt = publication?.recordedAt ?? new Date();
  const named = (ids: readonly string[]) => ids.flatMap((id) => (staff.has(id) ? (nameAt(id, namedAt) ?? []) : []));
  const common = {
    ...{ incidentId: file.id, number: numberOf(file), kind: file.kind as IncidentKind, state },
    ...{ day: dayOfColumn(file.day), happenedAt: file.happenedAt, site, room: file.classroom.name, details },
    firstAidBy: named(details.firstAidBy),
    witnesses: named(details.witnesses),
    supervisors: named(details.supervisors),
    written: said(
      steps.findLast(({ kind }) => kind === 'submitted') ?? steps.findLast(({ kind }) => kind === 'detailed'),
    ),
    handedIn: said(handedIn(steps)),
    published,
    isSigned: steps.some(({ kind }) => kind === 'acknowledged'),
    reason: textOf(steps.find(({ kind }) => ENDS.includes(kind))?.data, 'reason'),
  };
  const nobody = { child: null, injury: null, isUnhurt: false, marks: [], acknowledged: null, told: null };
  if (children.length === 0) return [{ ...common, ...nobody }];
  // Whoever reads it in the app was told then: no call that is written down later was earlier.
  const publishedAs = steps.findIndex(({ kind }) => kind === 'published');
  const isBefore = (step: FileStep): boolean => publishedAs === -1 || steps.indexOf(step) < publishedAs;
  return children.map(({ child: { id, name, number, bornOn } }) => {
    const share = details.children.find(({ childId }) => childId === id);
    const ofChild = steps.filter(({ childId }) => childId === id);
    const isRead = published !== null && wasForFamilyOf(id, publication?.data, share);
    return {
      ...common,
      child: { id, name, number, bornOn: bornOn && dayOfColumn(bornOn) },
      injury: share?.injury ?? null,
      isUnhurt: share !== undefined && isUnhurt(share),
      marks: share?.marks ?? [],
      acknowledged: said(ofChild.find(({ kind }) => kind === 'acknowledged')),
      told:
        calledOf(ofChild.filter(isBefore), said) ?? (isRead ? { ...published, how: 'app' } : calledOf(ofChild, said)),
    };
  });
}

/** Somebody of the family could read it then; of publications that do not say whose could, wherever something was written. */
function wasForFamilyOf(childId: string, published: unknown, share: ChildDetails | undefined): boolean {
  const told = fieldOf(published, 'told');
  return Array.isArray(told) ? told.includes(childId) : share !== undefined && share.told !== '';
}

const handedIn = (steps: readonly FileStep[]): FileStep | undefined => {
  const last = steps.findLast(({ kind }) => kind === 'submitted' || kind === 'returned');
  return last?.kind === 'submitted' ? last : undefined;
};

/** The first call in which somebody of the family was reached, when it was made. */
function calledOf(steps: readonly FileStep[], said: (step: FileStep) => Said | null): Told | null {
  const reached = steps.find(({ kind, data }) => kind === 'called' && isReached(data));
  const by = reached && said(reached);
  return reached && by ? { at: reached.happenedAt, by: by.by, how: 'phone' } : null;
}

/**
 * Whether a line belongs into the register of injured children: an illness does only where somebody wrote an injury too, and
 * who is said to be unhurt where the body is marked all the same.
 */
export const isInjury = ({ kind, child, injury, isUnhurt, marks }: RegisterLine): boolean =>
  child !== null && (!isUnhurt || marks.length > 0) && (injury !== null || !NO_INJURY_KINDS.includes(kind));
