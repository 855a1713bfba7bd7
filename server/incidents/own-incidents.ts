import type { z } from 'zod';
import { isGrave } from '../contract/incidents.ts';
import { Signature } from '../contract/incident-steps.ts';
import type { OwnIncident, OwnIncidents } from '../contract/own-incidents.ts';
import type { UserId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import type { IncidentDeps } from './incident-deps.ts';
import { numberOf } from './incident-number.ts';
import { isCalled } from './incident-states.ts';
import { stepsOf, type StoredIncident } from './incidents-store.ts';
import { STANDING_PHOTOS, type StandingPhoto } from './photos-store.ts';
import { detailsIn, fieldOf, isReached, textOf } from './step-data.ts';
import { readSteps } from './steps-store.ts';
import { RIGHT_STANDS } from './told-store.ts';

/** As long as a family may look back at them by itself; older ones the office shows. */
const SHOWN_DAYS = 400;
const DAY_MS = 86_400_000;

/**
 * What was published of one's own children: a view for each child, made of its own share alone. Of other children there is
 * nothing in it, not even that there were any. A right that was withdrawn or blocked reads as no child.
 */
export async function readOwnIncidents(
  { db, now }: IncidentDeps,
  asking: AskingUser,
): Promise<z.input<typeof OwnIncidents>> {
  const since = new Date(now().getTime() - SHOWN_DAYS * DAY_MS);
  const rows = await publishedOf(db, asking.userId, since);
  return {
    incidents: rows
      .filter(({ childId, incident }) => isOut(incident, childId))
      .map(({ childId, child, incident }) => ({
        ...ownView(incident, { id: childId, ...child }),
        signed: signedBy(asking.userId, childId, incident.steps),
      })),
  };
}

/**
 * Whether this child's family may read it. Of a grave one also who became its guardian after the publication hears it by
 * phone first; once it is closed no call is waited for.
 */
export function isOut(incident: Pick<StoredIncident, 'kind' | 'steps'>, childId: string): boolean {
  const steps = stepsOf(incident);
  const was = (kind: 'published' | 'closed') => steps.some((step) => step.kind === kind);
  return was('published') && (!isGrave(incident.kind) || isCalled(steps, childId) || was('closed'));
}

async function publishedOf(db: Db, userId: UserId, since: Date) {
  const rows = await db.incidentChild.findMany({
    where: {
      child: { guardianships: { some: { userId, ...RIGHT_STANDS } } },
      incident: { happenedAt: { gte: since }, steps: { some: { kind: 'published' } } },
    },
    include: {
      child: { select: { name: true, nickname: true } },
      incident: { include: { classroom: { select: VIEWED_ROOM }, photos: STANDING_PHOTOS } },
    },
    orderBy: [{ incident: { happenedAt: 'desc' } }, { incidentId: 'asc' }, { childId: 'asc' }],
  });
  const steps = await readSteps(
    db,
    rows.map(({ incidentId }) => incidentId),
  );
  return rows.map(({ incident, ...row }) => ({
    ...row,
    incident: { ...incident, steps: steps.get(incident.id) ?? [] },
  }));
}

/** Of its room, what a family's view is made of. */
export const VIEWED_ROOM = { name: true, site: { select: { operatorId: true, timeZone: true, phone: true } } } as const;

/** Of an incident, what a family's view is made of. */
type Viewed = Pick<StoredIncident, 'id' | 'kind' | 'day' | 'number' | 'happenedAt' | 'steps'> & {
  classroom: { name: string; site: { timeZone: string; phone: string } };
  photos: readonly StandingPhoto[];
};

/** What this child's guardians read of it. Staff are shown the same before it is published. */
export function ownView(
  incident: Viewed,
  child: { id: string; name: string; nickname: string },
): z.input<typeof OwnIncident> {
  const { steps, kind } = incident;
  const own = detailsIn(steps).children.find((share) => share.childId === child.id);
  const ofChild = steps.filter((step) => step.childId === child.id);
  const when = (step: { recordedAt: Date } | undefined) => step?.recordedAt.toISOString() ?? null;
  return {
    incidentId: incident.id,
    childId: child.id,
    childName: child.nickname === '' ? child.name : child.nickname,
    number: numberOf(incident),
    kind: kind as z.input<typeof OwnIncident>['kind'],
    isGrave: isGrave(kind),
    classroomName: incident.classroom.name,
    timeZone: incident.classroom.site.timeZone,
    sitePhone: incident.classroom.site.phone,
    happenedAt: incident.happenedAt.toISOString(),
    publishedAt: when(steps.find((step) => step.kind === 'published')),
    ...callsOf(incident, child.id),
    injury: own?.injury ?? null,
    marks: own?.marks ?? [],
    told: own?.told ?? '',
    photos: incident.photos
      .filter((photo) => photo.childId === child.id)
      .map(({ id, width, height }) => ({ photoId: id, width, height })),
    addenda: ofChild
      .filter((step) => step.kind === 'addendum')
      .map((step) => ({ at: step.recordedAt.toISOString(), text: textOf(step.data) })),
    acknowledgedAt: when(ofChild.find((step) => step.kind === 'acknowledged')),
    signed: null,
  };
}

/**
 * A call that is written down after the publication stands in the file's history: what was published, and signed, stays. The
 * other time stays once it is read: a grave one is read after the call, or when it is closed and no call is logged any more.
 */
function callsOf(
  { kind, steps }: Viewed,
  childId: string,
): Pick<z.input<typeof OwnIncident>, 'calledAt' | 'reachedAt'> {
  const published = steps.findIndex((step) => step.kind === 'published');
  const nth = steps.findIndex((step) => step.kind === 'called' && step.childId === childId && isReached(step.data));
  const at = steps[nth]?.happenedAt.toISOString() ?? null;
  return { calledAt: published === -1 || nth < published ? at : null, reachedAt: isGrave(kind) ? at : null };
}

/** A guardian's own word for this child, as it was signed. */
function signedBy(userId: UserId, childId: string, steps: Viewed['steps']): z.input<typeof OwnIncident>['signed'] {
  const step = steps.find(
    (each) => each.kind === 'acknowledged' && each.childId === childId && each.actorId === userId,
  );
  const signature = Signature.safeParse(fieldOf(step?.data, 'signature')).data;
  return step && signature ? { at: step.recordedAt.toISOString(), signature } : null;
}
