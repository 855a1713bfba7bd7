import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { CheckedPickup, CheckPickupCode } from '../contract/pickups.ts';
import type { PickupPersonId } from '../contract/ids.ts';
import { holderOf, personOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { isSecret } from '../platform/secret-hash.ts';
import { type ChildPlace, placeOfChild } from './family-store.ts';
import type { PickupDeps } from './pickup-deps.ts';
import { namesOf } from './pickups-store.ts';
import { requireRoomOf } from './require-room.ts';
import { whoMayFetch } from './who-may-fetch.ts';

type Deps = Pick<PickupDeps, 'db' | 'now' | 'throttles'>;

/** Codes of a child that are good at once are few; as many are compared every time, so that time tells nothing of them. */
const COMPARED = 3;

/**
 * Whom six digits stand for, asked by the room in which the child is. From then on it may be handed to them here for some
 * minutes. Wrong ones count for tablet and child.
 * @throws AppError 'who-is-acting', 'not-found', 'too-many-tries', or 'wrong-pickup-code' for wrong, used, void and expired alike
 */
export async function checkPickupCode(
  deps: Deps,
  asking: Asking,
  { childId, code }: z.output<typeof CheckPickupCode>,
): Promise<CheckedPickup> {
  personOf(asking);
  const at = deps.now();
  const place = await placeOfChild(deps.db, childId, at);
  requireRoomOf(asking, 'room:work', place);
  await deps.throttles.codeAsker.take(holderOf(asking), childId);
  await deps.throttles.codeChild.take(childId);
  const person = await personOfCode(deps, place, code);
  if (person === null) {
    await record(deps, asking, place, { action: 'wrong-pickup-code' });
    throw new AppError('wrong-pickup-code');
  }
  await record(deps, asking, place, { action: 'pickup-code-checked', pickupId: person.id });
  await deps.throttles.codeAsker.forget(holderOf(asking), childId);
  await deps.throttles.codeChild.giveBack(childId);
  const names = await namesOf(deps.db, [person.addedBy]);
  const { name, relation, phone } = person;
  return { pickupId: person.id as PickupPersonId, name, relation, phone, by: names.get(person.addedBy) ?? '' };
}

async function personOfCode({ db }: Deps, { childId, today }: ChildPlace, code: string) {
  const people = (await whoMayFetch(db, [childId], today)).get(childId) ?? [];
  const open = people.filter(({ needsCode, isBlocked }) => needsCode && !isBlocked);
  const compared = Math.max(COMPARED, open.length);
  const isRight = await Promise.all(
    Array.from({ length: compared }, (_, nth) => isSecret(open[nth]?.codeHash ?? null, code)),
  );
  return open.find((_, nth) => isRight[nth]) ?? null;
}

async function record(
  { db, now }: Deps,
  asking: Asking,
  { siteId, childId }: ChildPlace,
  { action, pickupId }: { action: 'wrong-pickup-code' | 'pickup-code-checked'; pickupId?: string },
): Promise<void> {
  const deviceId = asking.kind === 'device' ? asking.deviceId : null;
  await recordAudit(db, {
    ...{ action, at: now(), actorId: personOf(asking), deviceId, siteId, childId, address: asking.address },
    details: pickupId === undefined ? {} : { pickupId },
  });
}
