import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { KioskId, UserId } from '../contract/ids.ts';
import { type AtTheDoor, DOOR_WAITS_MINUTES, type DoorDone } from '../contract/kiosk.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { type DoorLink, linkAt, recordOf, roomName, stateOfChild } from './door-store.ts';
import { wasAnnounced, wasCalled } from './door-told-store.ts';
import type { Visit } from './door-tokens.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import { liveKiosk } from './kiosks-store.ts';

/** Somebody who tries again and again calls the director no more often. */
const ALARM_EVERY_MS = 5 * 60_000;
/** Who says again so soon that they came for a child said it already. */
const SAME_WITHIN_MS = 60_000;

type Asked = z.output<typeof AtTheDoor>;
type Done = z.input<typeof DoorDone>;
/** One guardian with one child at one site's entrance. */
type Scene = {
  userId: UserId;
  siteId: string;
  kioskId: KioskId;
  /** When the visit began. */
  begunAt: Date;
  link: DoorLink;
  input: Asked;
  at: Date;
  address: string;
};

/**
 * A guardian says at the entrance that they brought a child, which is its arrival, or came to fetch it, which the room is
 * told: handing over is the staff's.
 * @param from the person signed in on the phone, or the screen on which the PIN was said: the visit is good there alone
 * @throws AppError 'door-code-void' for a visit that is over or another's, 'not-found' for a child that is not theirs,
 * 'not-present', those of `requireFirstArrival`, 'too-many-tries', or 'ask-the-nursery' for every right that does not stand, alike
 */
export async function atTheDoor(
  deps: KioskDeps,
  from: { userId: UserId } | { kioskId: string },
  input: Asked,
  address: string,
): Promise<Done> {
  const at = deps.now();
  const visit = deps.doorTokens.visitOf(input.visit, at);
  if (visit === null || !isOwn(visit, from)) throw new AppError('door-code-void');
  await deps.throttles.records.take(input.visit);
  const kiosk = await liveKiosk(deps.db, visit.kioskId);
  if (!kiosk) throw new AppError('door-code-void');
  const { userId, kioskId, begunAt } = visit;
  const { siteId } = kiosk;
  const link = await linkAt(deps.db, userId, input.childId, siteId);
  if (!link) throw new AppError('not-found');
  const scene = { userId, siteId, kioskId, begunAt, link, input, at, address };
  if (!stands(link) || (input.what === 'fetching' && !link.mayPickUp)) return refuse(deps, scene);
  return input.what === 'arrived' ? arrive(deps, scene) : announce(deps, scene);
}

const isOwn = (visit: Visit, from: { userId: UserId } | { kioskId: string }): boolean =>
  'userId' in from
    ? visit.by === 'phone' && visit.userId === from.userId
    : visit.by === 'screen' && visit.kioskId === from.kioskId;

const stands = ({ custodyBlockedAt, withdrawnAt }: DoorLink): boolean =>
  custodyBlockedAt === null && withdrawnAt === null;

/** Says no more than that the nursery is to be asked; of an order the director hears at once. */
async function refuse(deps: KioskDeps, scene: Scene): Promise<never> {
  const { userId: personId, link, input, at, address } = scene;
  const since = new Date(at.getTime() - ALARM_EVERY_MS);
  await deps.db.$transaction(async (tx) => {
    const isNew = link.custodyBlockedAt !== null && !(await wasCalled(tx, personId, input.childId, since));
    await record(tx, 'door-refused', scene, { isCalled: isNew });
    if (isNew) await deps.raiseAlarm(tx, { childId: input.childId, personId, at, address });
  });
  throw new AppError('ask-the-nursery');
}

async function arrive(deps: KioskDeps, { userId, begunAt, link, input, at }: Scene): Promise<Done> {
  const { childId, eventId } = input;
  const { timeZone } = link.child.site;
  const before = await stateOfChild(deps.db, childId, timeZone, at);
  const known = await recordOf(deps.db, eventId);
  if (known && (known.childId !== childId || known.actorId !== userId)) throw new AppError('conflict');
  if (known && before.state === 'expected') throw new AppError('arrival-undone');
  if (!known && before.state === 'present')
    return {
      what: 'already-here',
      at: (before.at ?? at).toISOString(),
      roomName: await roomName(deps.db, before.classroomId),
    };
  const arrivedAt =
    known?.happenedAt ??
    (await deps.recordArrival({ eventId, childId, guardianId: userId, begunAt }).catch(async (error: unknown) => {
      // The same tap twice at once: the other one has recorded it meanwhile.
      const recorded = await recordOf(deps.db, eventId);
      const isSame = recorded?.childId === childId && recorded.actorId === userId;
      return isSame ? recorded.happenedAt : askTheNursery(error);
    }));
  const { classroomId } = await stateOfChild(deps.db, childId, timeZone, deps.now());
  return { what: 'arrived', at: arrivedAt.toISOString(), roomName: await roomName(deps.db, classroomId) };
}

/** A child without a room today: the office knows why. */
function askTheNursery(error: unknown): never {
  const isUnknown = error instanceof AppError && ['not-found', 'forbidden'].includes(error.code);
  throw isUnknown ? new AppError('ask-the-nursery', { cause: error }) : error;
}

async function announce(deps: KioskDeps, scene: Scene): Promise<Done> {
  const { userId, siteId, link, input, at } = scene;
  const { childId, eventId } = input;
  const { state, classroomId } = await stateOfChild(deps.db, childId, link.child.site.timeZone, at);
  if (state !== 'present') throw new AppError('not-present');
  const since = new Date(at.getTime() - DOOR_WAITS_MINUTES * 60_000);
  const againAfter = new Date(at.getTime() - SAME_WITHIN_MS);
  await deps.db.$transaction(async (tx) => {
    if (await wasAnnounced(tx, { userId, childId, eventId }, since, againAfter)) return;
    await record(tx, 'door-announced', scene, { eventId, classroomId });
    const payload = { by: userId, relation: link.relation };
    await appendEvent(tx, { type: 'door:waiting', at, siteId, classroomId, childId, payload });
  });
  return { what: 'announced', at: at.toISOString(), roomName: await roomName(deps.db, classroomId) };
}

const record = (
  tx: Tx,
  action: AuditAction,
  { userId, siteId, kioskId, input, at, address }: Scene,
  more: Record<string, string | boolean | null>,
): Promise<void> =>
  recordAudit(tx, {
    ...{ action, at, actorId: userId, siteId, childId: input.childId, address },
    details: { kioskId, what: input.what, ...more },
  });
