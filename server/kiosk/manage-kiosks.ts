import type { z } from 'zod';
import { listScopes, requirePermission } from '../access/roles.ts';
import { recordAudit, type AuditRecord } from '../audit/audit-store.ts';
import type { KioskId, SiteId } from '../contract/ids.ts';
import type { KioskCode, KioskView, MakeKiosk } from '../contract/kiosk.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { sha256 } from '../platform/secret-hash.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import { insertKiosk, kiosksIn, markRevoked, placeOfKiosk, placeOfSite } from './kiosks-store.ts';

/** Long enough to walk from the office to the entrance. */
const CODE_LASTS_MS = 15 * 60_000;

/**
 * Makes a screen for a site's entrance. Its code is answered this once and kept as a hash only.
 * @throws AppError 'forbidden', or 'not-found' for an unknown or foreign site
 */
export async function makeKiosk(
  { db, now, pairingCode }: Pick<KioskDeps, 'db' | 'now' | 'pairingCode'>,
  asking: AskingUser,
  { siteId, name }: z.output<typeof MakeKiosk>,
): Promise<z.input<typeof KioskCode>> {
  requirePermission(asking, 'devices:write', await placeOfSite(db, siteId));
  const at = now();
  const code = pairingCode.make();
  const codeHash = sha256(pairingCode.plain(code));
  const codeExpiresAt = new Date(at.getTime() + CODE_LASTS_MS);
  const kioskId = await db.$transaction(async (tx) => {
    const made = { codeHash, codeExpiresAt, createdAt: at, createdBy: asking.userId };
    const id = await insertKiosk(tx, { siteId, name, ...made });
    await tell(tx, { action: 'kiosk-made', at, siteId, kioskId: id, ...actorOf(asking) });
    return id;
  });
  return { kioskId, code, expiresAt: codeExpiresAt.toISOString() };
}

/**
 * Switches a screen off for good: its secret and the codes it shows are dead at once.
 * @throws AppError 'forbidden', or 'not-found' when it is unknown, foreign or revoked already
 */
export async function revokeKiosk(
  { db, now }: Pick<KioskDeps, 'db' | 'now'>,
  asking: AskingUser,
  kioskId: KioskId,
): Promise<void> {
  const place = await placeOfKiosk(db, kioskId);
  requirePermission(asking, 'devices:write', place);
  const at = now();
  await db.$transaction(async (tx) => {
    if (!(await markRevoked(tx, kioskId, at))) throw new AppError('not-found');
    await tell(tx, { action: 'kiosk-revoked', at, siteId: place.siteId, kioskId, ...actorOf(asking) });
  });
}

const actorOf = ({ userId, address }: AskingUser) => ({ actorId: userId, address });

type Told = Pick<AuditRecord, 'action' | 'at' | 'actorId' | 'address'> & { siteId: SiteId; kioskId: KioskId };

/** Written down, and the lists that show it are read again. */
export async function tell(tx: Tx, { kioskId, ...entry }: Told): Promise<void> {
  await recordAudit(tx, { ...entry, details: { kioskId } });
  await appendEvent(tx, { type: 'register:changed', at: entry.at, siteId: entry.siteId, payload: { what: 'devices' } });
}

/** @throws AppError 'forbidden' */
export async function listKiosks(
  { db, now }: Pick<KioskDeps, 'db' | 'now'>,
  asking: AskingUser,
  siteId: SiteId | undefined,
): Promise<KioskView[]> {
  const rows = await kiosksIn(db, listScopes(asking, 'devices:write'), siteId);
  const at = now();
  return rows.map((row) => ({
    kioskId: row.id as KioskId,
    name: row.name,
    siteId: row.siteId as SiteId,
    state: stateOf(row, at),
    pairedAt: row.pairedAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  }));
}

type Row = Awaited<ReturnType<typeof kiosksIn>>[number];

function stateOf({ revokedAt, pairedAt, codeExpiresAt }: Row, at: Date): KioskView['state'] {
  if (revokedAt !== null) return 'revoked';
  if (pairedAt !== null) return 'paired';
  return codeExpiresAt !== null && codeExpiresAt > at ? 'waiting' : 'code-expired';
}
