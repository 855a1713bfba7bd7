import { randomUUID } from 'node:crypto';
import { boundTo } from '../../server/consents/send-scan.ts';
import type { Db } from '../../server/platform/database.ts';
import { createSealer } from '../../server/platform/sealer.ts';
import type { Family } from './nursery.ts';

/** A paper that the family's guardian sent and nobody has looked at, sealed with this key. */
export async function makeWaitingScan(db: Db, key: Uint8Array, { childId, guardianId }: Family): Promise<string> {
  const id = randomUUID();
  const sealed = createSealer(key).seal(boundTo(id), new Uint8Array([37, 80, 68, 70]));
  const data = { id, childId, uploadedBy: guardianId, uploadedAt: new Date(), kind: 'agreement' };
  await db.consentScan.create({ data: { ...data, mediaType: 'application/pdf', sealed } });
  return id;
}
