import type { LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { guardiansOf } from './family-store.ts';
import { blockedAs } from './is-blocked.ts';
import { fetchedOn, namedFor } from './pickups-store.ts';

type Named = Awaited<ReturnType<typeof namedFor>>[number];
type Guardian = Awaited<ReturnType<typeof guardiansOf>>[number];

/** Whom a family named, as they stand on that day. */
export type MayFetch = Named & {
  /** By a code of that day that nobody was fetched by yet, and not by face alone. */
  needsCode: boolean;
  /** An order keeps a guardian of this name or phone from the child: shown, never handed to. */
  isBlocked: boolean;
};

/**
 * Whom the families of these children named and who may still fetch on that day, by child: the one judge of it, for the
 * lists people choose from and for the departure itself. Left out is who was withdrawn, who was named by somebody that may
 * not fetch any more, and whose code was used. In few queries for many children.
 */
export async function whoMayFetch(
  db: Db | Tx,
  childIds: readonly string[],
  day: LocalDay,
): Promise<ReadonlyMap<string, readonly MayFetch[]>> {
  const named = await namedFor(db, childIds, day);
  const ids = [...new Set(named.map(({ childId }) => childId))];
  const guardians = Map.groupBy(await guardiansOf(db, ids), ({ childId }) => childId);
  const withCode = named.filter(({ codeHash }) => codeHash !== null).map(({ childId }) => childId);
  const fetched = withCode.length === 0 ? new Set<string>() : await fetchedOn(db, withCode, day);
  const people = named
    .filter((person) => person.codeHash === null || !fetched.has(person.id))
    .flatMap((person) => judged(person, guardians.get(person.childId) ?? []));
  return Map.groupBy(people, ({ childId }) => childId);
}

function judged(person: Named, guardians: readonly Guardian[]): MayFetch[] {
  if (!guardians.some((guardian) => guardian.userId === person.addedBy && mayName(guardian))) return [];
  const blocked = guardians.filter(({ custodyBlockedAt }) => custodyBlockedAt !== null).map(({ user }) => user);
  return [{ ...person, needsCode: person.codeHash !== null, isBlocked: blockedAs(person, blocked) !== null }];
}

const mayName = ({ mayPickUp, withdrawnAt, custodyBlockedAt, user }: Guardian): boolean =>
  mayPickUp && withdrawnAt === null && custodyBlockedAt === null && user.suspendedAt === null;
