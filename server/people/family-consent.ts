import { recordAudit } from '../audit/audit-store.ts';
import type { ChildId, ClassroomId, SiteId, UserId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Tx } from '../platform/database.ts';
import { appendConsent, holdChild, roomsOfChild, type NewConsent } from './children-store.ts';
import type { PeopleDeps } from './people-deps.ts';

export type FamilyConsent = {
  childId: ChildId;
  siteId: SiteId;
  actorId: UserId;
  address: string;
  entry: Omit<NewConsent, 'childId' | 'recordedBy'>;
  details: Record<string, string | number | null>;
};
type Deps = Pick<PeopleDeps, 'db' | 'onFactsChanged'>;

/**
 * Writes a family's consent, or its withdrawal, into the ledger; whoever may write it was decided before, or is in
 * `alongside`, which runs first in the same transaction, while nobody else writes of this child. Where the room asks for everyone's consent it counts for
 * everyone's picture of that room, so all of them are told to ask again.
 * @returns how many running views it ended
 */
export async function writeFamilyConsent(
  { db, onFactsChanged }: Deps,
  { childId, siteId, actorId, address, entry, details }: FamilyConsent,
  alongside: (tx: Tx) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const at = entry.recordedAt;
  const rooms = await db.$transaction(async (tx) => {
    await holdChild(tx, childId);
    await alongside(tx);
    await appendConsent(tx, { ...entry, childId, recordedBy: actorId });
    const action = entry.given ? 'consent-given' : 'consent-withdrawn';
    const said = { kind: entry.kind, version: entry.version, validUntil: entry.validUntil?.toISOString() ?? null };
    await recordAudit(tx, { action, at, actorId, siteId, childId, address, details: { ...said, ...details } });
    await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
    await appendEvent(tx, { type: 'access:changed', at, siteId, childId });
    const filmed = await roomsOfChild(tx, childId, at);
    for (const classroomId of filmed) await appendEvent(tx, { type: 'access:changed', at, siteId, classroomId });
    return filmed;
  });
  return recheckRooms({ onFactsChanged }, rooms);
}

export async function recheckRooms(
  { onFactsChanged }: Pick<Deps, 'onFactsChanged'>,
  rooms: readonly ClassroomId[],
): Promise<number> {
  const ended = await Promise.all(rooms.map((classroomId) => onFactsChanged({ classroomId })));
  return ended.reduce((sum, count) => sum + count, 0);
}
