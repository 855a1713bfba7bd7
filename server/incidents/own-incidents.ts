import type { z } from 'zod';
import { STANDING } from '../access/family-scope.ts';
import { isGrave } from '../contract/incidents.ts';
import type { OwnIncident, OwnIncidents } from '../contract/own-incidents.ts';
import type { UserId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { detailsOf } from './check-step.ts';
import type { IncidentDeps } from './incident-deps.ts';
import { numberOf } from './incident-number.ts';
import { fieldOf } from './incidents-store.ts';

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
  return { incidents: rows.map(view) };
}

async function publishedOf(db: Db, userId: UserId, since: Date) {
  return db.incidentChild.findMany({
    where: {
      child: { guardianships: { some: { userId, ...STANDING } } },
      incident: { happenedAt: { gte: since }, steps: { some: { kind: 'published' } } },
    },
    include: {
      child: { select: { name: true, nickname: true } },
      incident: { include: { steps: { orderBy: { seq: 'asc' } }, classroom: { select: { name: true } } } },
    },
    orderBy: [{ incident: { happenedAt: 'desc' } }, { incidentId: 'asc' }, { childId: 'asc' }],
  });
}

type Row = Awaited<ReturnType<typeof publishedOf>>[number];

function view({ childId, child, incident }: Row): z.input<typeof OwnIncident> {
  const { steps, kind } = incident;
  const own = detailsOf(incident).children.find((share) => share.childId === childId);
  const ofChild = steps.filter((step) => step.childId === childId);
  const when = (step: { recordedAt: Date } | undefined) => step?.recordedAt.toISOString() ?? null;
  const reached = ofChild.find((step) => step.kind === 'called' && isReached(step.data));
  return {
    incidentId: incident.id,
    childId,
    childName: child.nickname === '' ? child.name : child.nickname,
    number: numberOf(incident),
    kind: kind as z.input<typeof OwnIncident>['kind'],
    isGrave: isGrave(kind),
    classroomName: incident.classroom.name,
    happenedAt: incident.happenedAt.toISOString(),
    publishedAt: when(steps.find((step) => step.kind === 'published')) ?? '',
    calledAt: reached ? reached.happenedAt.toISOString() : null,
    injury: own?.injury ?? null,
    marks: own?.marks ?? [],
    told: own?.told ?? '',
    addenda: ofChild
      .filter((step) => step.kind === 'addendum')
      .map((step) => ({ at: step.recordedAt.toISOString(), text: textOf(step.data) })),
    acknowledgedAt: when(ofChild.find((step) => step.kind === 'acknowledged')),
  };
}

const isReached = (data: unknown): boolean => fieldOf(data, 'isReached') === true;
const textOf = (data: unknown): string => {
  const text = fieldOf(data, 'text');
  return typeof text === 'string' ? text : '';
};
