import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import type { ChildId, PickupPersonId, UserId } from '../contract/ids.ts';
import { Portrait } from '../contract/people.ts';
import type { OwnPickupChild, OwnPickups, PickupView } from '../contract/pickups.ts';
import type { AskingUser } from '../platform/asking.ts';
import { dayOfColumn, localDay } from '../platform/calendar.ts';
import { placeOfChild } from './family-store.ts';
import type { PickupDeps } from './pickup-deps.ts';
import { currentPickups, familyOf, fetchedOn, namesOf, stillMayName } from './pickups-store.ts';

type Deps = Pick<PickupDeps, 'db' | 'now'>;
type Family = Awaited<ReturnType<typeof familyOf>>[number];

/** Of every child whose right stands: who may fetch it, and who named whom. A blocked guardian reads nothing of it. */
export async function readOwnPickups(deps: Deps, { userId }: AskingUser): Promise<z.input<typeof OwnPickups>> {
  const family = await familyOf(deps.db, userId);
  return { children: await Promise.all(family.map((link) => childOf(deps, link))) };
}

async function childOf(deps: Deps, { mayPickUp, child }: Family): Promise<z.input<typeof OwnPickupChild>> {
  const { site, guardianships } = child;
  return {
    childId: child.id,
    name: child.name,
    nickname: child.nickname,
    portrait: portraitOf(child.portrait),
    siteName: site.name,
    sitePhone: site.phone,
    timeZone: site.timeZone,
    mayName: mayPickUp,
    guardians: guardianships.map(({ relation, user }) => ({
      ...{ userId: user.id as UserId, name: user.name, relation, portrait: portraitOf(user.portrait) },
    })),
    people: await peopleOf(deps, child.id as ChildId, site.timeZone),
  };
}

/** For who reads the whole site's families. @throws AppError 'forbidden', or 'not-found' for unknown and foreign alike */
export async function readChildPickups(
  deps: Deps,
  asking: AskingUser,
  childId: ChildId,
): Promise<{ people: PickupView[] }> {
  const place = await placeOfChild(deps.db, childId, deps.now());
  requirePermission(asking, 'families:read', place && { siteId: place.siteId, operatorId: place.operatorId });
  return { people: place ? await peopleOf(deps, childId, place.timeZone) : [] };
}

async function peopleOf({ db, now }: Deps, childId: ChildId, timeZone: string): Promise<PickupView[]> {
  const today = localDay(now(), timeZone);
  const rows = await currentPickups(db, childId, today);
  const adders = rows.map(({ addedBy }) => addedBy);
  const [names, able] = await Promise.all([namesOf(db, adders), stillMayName(db, childId, adders)]);
  const fetched = await fetchedOn(db, [childId], today);
  return rows
    .filter(({ id, onlyOn }) => onlyOn === null || !fetched.has(id))
    .map((row) => ({
      pickupId: row.id as PickupPersonId,
      name: row.name,
      relation: row.relation,
      phone: row.phone,
      hasPhoto: row.hasPhoto,
      addedBy: { userId: row.addedBy as UserId, name: names.get(row.addedBy) ?? '' },
      addedAt: row.addedAt.toISOString(),
      onlyOn: row.onlyOn && dayOfColumn(row.onlyOn),
      isVoid: !able.has(row.addedBy),
    }));
}

const portraitOf = (recipe: unknown) => Portrait.nullable().catch(null).parse(recipe);
