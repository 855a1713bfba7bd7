import type { AuditChain } from '../contract/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { recordAudit } from './audit-store.ts';
import { countUnsealed, lastCheck, newestMark } from './chain-store.ts';
import { sealAll } from './seal-entries.ts';
import { verifyChain } from './verify-chain.ts';

/** Some two seconds of work. The whole of a longer chain is looked at by `npm run audit:verify`. */
const NEWEST_CHECKED = 50_000;
/** Within it the last answer stands: nobody keeps the server busy by asking again and again. */
const CHECK_AGAIN_MS = 10_000;

type ChainDeps = { db: Db; now: Clock };

/**
 * Whether the chain is whole is for everybody who reads the audit. How long it is would tell whoever reads all entries of
 * the only site but one that there was one: of suspected abuse, kept from them. So numbers are for the operator, who answers
 * for the chain; what is kept from one of its own administrators they could still count.
 */
export async function readChainState(db: Db, seesPlaces: boolean): Promise<AuditChain> {
  const [newest, unsealed, checked] = await Promise.all([newestMark(db), countUnsealed(db), lastCheck(db)]);
  if (seesPlaces) return { newest, unsealed, checked };
  return { newest: null, unsealed: 0, checked: checked && { ...checked, places: null } };
}

/**
 * Checks the newest part of the chain for whoever asks, many at once as one. The check is itself an entry of the audit, so
 * that it is known who looked when, and what they were told.
 */
export function createChainCheck({
  db,
  now,
}: ChainDeps): (by: { userId: string; address: string | null }) => Promise<void> {
  let running: Promise<void> | null = null;
  const check = async (actorId: string, address: string | null) => {
    const last = await lastCheck(db);
    if (last !== null && now().getTime() - Date.parse(last.at) < CHECK_AGAIN_MS) return;
    await sealAll(db);
    const { from, to, fault } = await verifyChain(db, { newestOnly: NEWEST_CHECKED });
    const details = { from, to, brokenAt: fault?.position ?? null };
    await recordAudit(db, { action: 'audit-checked', at: now(), actorId, address, details });
    await sealAll(db);
  };
  return ({ userId, address }) =>
    (running ??= check(userId, address).finally(() => {
      running = null;
    }));
}
