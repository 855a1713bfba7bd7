import { createHash } from 'node:crypto';

/** What of an entry the chain seals: everything but its place and its hash. */
export type SealedFields = {
  id: bigint;
  at: Date;
  action: string;
  actorId: string | null;
  deviceId: string | null;
  siteId: string | null;
  cameraId: string | null;
  childId: string | null;
  subjectId: string | null;
  address: string | null;
  details: unknown;
};

/** What stands before the first entry. */
export const BEFORE_THE_FIRST = Buffer.alloc(32);

/**
 * SHA-256(hash of the entry before ‖ canonical form), 32 bytes. The first entry follows 32 zero bytes.
 */
export function chainHash(before: Uint8Array, entry: SealedFields): Buffer {
  return createHash('sha256').update(before).update(canonicalForm(entry), 'utf8').digest();
}

/**
 * The bytes that the hash is taken of, so that anybody can do the sum again. UTF-8 of one JSON object without blanks:
 * its keys `action`, `actorId`, `address`, `at`, `cameraId`, `childId`, `details`, `deviceId`, `id`, `siteId`, `subjectId`
 * in this order (that of their code units, as within `details` at every depth); `at` in UTC with milliseconds
 * (2026-03-07T02:04:05.678Z); `id` a string of digits; other ids in small letters with hyphens; what the entry lacks is null.
 * Strings and numbers are written as JSON.stringify does.
 */
export function canonicalForm(entry: SealedFields): string {
  const { id, at, action, actorId, deviceId, siteId, cameraId, childId, subjectId, address, details } = entry;
  const ids = { actorId, deviceId, siteId, cameraId, childId, subjectId };
  return JSON.stringify(sorted({ id: String(id), at: at.toISOString(), action, ...ids, address, details }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  // No two keys are alike, so the order is one.
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
