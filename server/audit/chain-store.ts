import { z } from 'zod';
import type { AuditChain } from '../contract/audit.ts';
import type { Db, Tx } from '../platform/database.ts';
import { BEFORE_THE_FIRST, chainHash, type SealedFields } from './chain-hash.ts';

/** Any constant: all server processes take the same lock to seal entries. */
const SEALING_LOCK = 7_270_737;
/** A few milliseconds of hashing, well within a transaction's time. */
const BATCH = 500;

/** A place in the chain; the hash in hexadecimal. */
export type ChainMark = { position: number; hash: string };

const sealedFields = {
  id: true,
  at: true,
  action: true,
  actorId: true,
  deviceId: true,
  siteId: true,
  cameraId: true,
  childId: true,
  subjectId: true,
  address: true,
  details: true,
} as const satisfies Record<keyof SealedFields, true>;

/**
 * Gives committed entries their place in the chain and their hash, one batch, in the order of their ids among those that
 * wait. As with the numbers of events (see event-store.ts) this is done after the commit under a lock of its own
 * statement: only then is it known what comes before what.
 * @returns how many were sealed; as long as it is not 0 there may be more
 */
export async function sealEntries(db: Db): Promise<number> {
  if (!(await isAnyWaiting(db))) return 0;
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEALING_LOCK})`;
    const newest = await newestSealed(tx);
    const waiting = await tx.auditEntry.findMany({
      where: { chainPosition: null },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: sealedFields,
    });
    await writeSeals(tx, waiting, newest);
    return waiting.length;
  });
}

async function writeSeals(tx: Tx, entries: readonly SealedFields[], newest: SealedMark | null): Promise<void> {
  const hashes: string[] = [];
  let before: Uint8Array = newest?.hash ?? BEFORE_THE_FIRST;
  for (const entry of entries) {
    const hash = chainHash(before, entry);
    hashes.push(hash.toString('hex'));
    before = hash;
  }
  const ids = entries.map(({ id }) => id);
  const from = newest?.position ?? 0n;
  await tx.$executeRaw`
    UPDATE audit_entry SET chain_position = ${from} + seal.place, chain_hash = decode(seal.hash, 'hex')
    FROM unnest(${ids}::bigint[], ${hashes}::text[]) WITH ORDINALITY AS seal (id, hash, place)
    WHERE audit_entry.id = seal.id`;
}

async function isAnyWaiting(db: Db): Promise<boolean> {
  const [answer] = await db.$queryRaw<{ waiting: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM audit_entry WHERE chain_position IS NULL) AS waiting`;
  return answer?.waiting === true;
}

type SealedMark = { position: bigint; hash: Uint8Array };

async function newestSealed(db: Tx): Promise<SealedMark | null> {
  const row = await db.auditEntry.findFirst({
    where: { chainPosition: { not: null } },
    orderBy: { chainPosition: 'desc' },
    select: { chainPosition: true, chainHash: true },
  });
  const position = row?.chainPosition ?? null;
  return position === null ? null : { position, hash: row?.chainHash ?? BEFORE_THE_FIRST };
}

/** The newest entry that is sealed; null while there is none. */
export async function newestMark(db: Db): Promise<ChainMark | null> {
  const newest = await newestSealed(db);
  return newest && { position: Number(newest.position), hash: Buffer.from(newest.hash).toString('hex') };
}

export const countUnsealed = (db: Db): Promise<number> => db.auditEntry.count({ where: { chainPosition: null } });

export type ChainRow = SealedFields & { chainPosition: bigint; chainHash: Uint8Array };

/** Sealed entries in the order of their places, from after this one on. */
export async function readChain(db: Db, after: { position: bigint; id: bigint }, limit: number): Promise<ChainRow[]> {
  const rows = await db.auditEntry.findMany({
    where: {
      chainPosition: { gte: after.position },
      // By the id too: places are unique, but whoever tampers may have taken the index away.
      OR: [{ chainPosition: { gt: after.position } }, { id: { gt: after.id } }],
    },
    orderBy: [{ chainPosition: 'asc' }, { id: 'asc' }],
    take: limit,
    select: { ...sealedFields, chainPosition: true, chainHash: true },
  });
  return rows.map(({ chainPosition, chainHash: hash, ...entry }) => ({
    ...entry,
    chainPosition: chainPosition ?? 0n, // none is null: they were asked for by it
    chainHash: hash ?? new Uint8Array(),
  }));
}

/** The hash that stands at this place; null when nothing stands there. */
export async function hashAt(db: Db, position: number): Promise<Uint8Array | null> {
  const row = await db.auditEntry.findFirst({ where: { chainPosition: position }, select: { chainHash: true } });
  return row?.chainHash ?? null;
}

const CheckDetails = z.object({ from: z.number(), to: z.number(), brokenAt: z.number().nullable() });

/** What the newest check found; null before the first. */
export async function lastCheck(db: Db): Promise<AuditChain['checked']> {
  const entry = await db.auditEntry.findFirst({
    where: { action: 'audit-checked' },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { at: true, details: true },
  });
  const details = CheckDetails.safeParse(entry?.details);
  if (entry === null || !details.success) return null;
  return { at: entry.at.toISOString(), isWhole: details.data.brokenAt === null, places: details.data };
}
