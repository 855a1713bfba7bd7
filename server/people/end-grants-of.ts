import { recordAudits } from '../audit/audit-store.ts';
import type { SiteId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { endGrants } from './leaving-store.ts';

type Ending = { userIds: readonly string[]; siteId: SiteId; at: Date; asking: AskingUser };

/** In the transaction that takes a child away from its guardians: their running grants of the site go with it. */
export async function endGrantsOf(tx: Tx, { asking, ...ending }: Ending): Promise<void> {
  const grants = await endGrants(tx, ending);
  const { siteId, at } = ending;
  const act = { action: 'grant-withdrawn' as const, at, actorId: asking.userId, siteId, address: asking.address };
  const lines = grants.map(({ id, userId, cameraId }) => ({
    ...act,
    subjectId: userId,
    cameraId,
    details: { grantId: id },
  }));
  await recordAudits(tx, lines);
}
