import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { AuditEntryView } from '../contract/audit.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { type AuditCursor, type AuditNames, type AuditRow, idsAt } from './audit-reading-store.ts';
import type { AuditScope } from './audit-scope-store.ts';

/** Entries are numbered as they come, also those that a reader may not know of: no number of theirs leaves the service. */
export type EntryKey = { entryKey: Buffer };

const nameOf = ({ entryKey }: EntryKey, id: bigint): string =>
  createHmac('sha256', entryKey).update(String(id)).digest().subarray(0, 16).toString('base64url');

export const cursorAfter = (key: EntryKey, { at, id }: AuditRow): string => `${at.getTime()}.${nameOf(key, id)}`;

/** @throws AppError 'bad-request' for one that was not given out */
export async function cursorOf(deps: EntryKey & { db: Db }, before: string | undefined): Promise<AuditCursor | null> {
  if (before === undefined) return null;
  const [ms = '', name] = before.split('.');
  const at = new Date(Number(ms));
  const id = (await idsAt(deps.db, at)).find((each) => nameOf(deps, each) === name);
  if (id === undefined) throw new AppError('bad-request', { fields: { before: 'unknown' } });
  return { at, id };
}

const Details = z.record(z.string(), AuditEntryView.shape.details.valueType).catch({});
type Details = z.infer<typeof Details>;

/** Of a check of the chain others read what it found, and no number. */
export function detailsFor({ seesPlaces }: AuditScope, { action, details }: AuditRow): Details {
  const said = Details.parse(details);
  if (action !== 'audit-checked') return said;
  const isWhole = (said['brokenAt'] ?? null) === null;
  return seesPlaces ? { ...said, isWhole } : { isWhole };
}

export function entryView(key: EntryKey, row: AuditRow, names: AuditNames, scope: AuditScope): AuditEntryView {
  const { users, devices, cameras, children } = names;
  const nameIn = (known: ReadonlyMap<string, string>, id: string | null) =>
    id === null ? null : (known.get(id) ?? null);
  return {
    id: nameOf(key, row.id),
    at: row.at.toISOString(),
    action: row.action,
    actorName: nameIn(users, row.actorId),
    deviceName: nameIn(devices, row.deviceId),
    subjectName: nameIn(users, row.subjectId),
    cameraName: nameIn(cameras, row.cameraId),
    childName: nameIn(children, row.childId),
    details: detailsFor(scope, row),
    ...(scope.seesPlaces && { place: row.place === null ? null : Number(row.place) }),
  };
}
