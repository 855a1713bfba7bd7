import { listScopes } from '../access/roles.ts';
import type { SiteId, UserId } from '../contract/ids.ts';
import { AWAY_DAYS, type PossibleLeaver } from '../contract/leaver.ts';
import { Portrait } from '../contract/people.ts';
import type { AskingUser } from '../platform/asking.ts';
import { awaySince, suspendedWithRights, withoutChildren } from './leavers-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { peopleScopes } from './persons-store.ts';

const DAY_MS = 86_400_000;

/** Accounts that may hold rights they should not, each with why; oneself is none of them. @throws AppError 'forbidden' */
export async function listLeavers(
  deps: PeopleDeps,
  asking: AskingUser,
  siteId: SiteId | undefined,
): Promise<PossibleLeaver[]> {
  const at = deps.now();
  const question = { scopes: await peopleScopes(deps.db, listScopes(asking, 'people:write')), siteId, at };
  const [childless, suspended, away] = await Promise.all([
    withoutChildren(deps.db, question),
    suspendedWithRights(deps.db, question),
    awaySince(deps.db, question, new Date(at.getTime() - AWAY_DAYS * DAY_MS)),
  ]);
  const because = (why: PossibleLeaver['why']) => (row: (typeof away)[number]) => viewOf(row, why);
  return [
    ...suspended.map(because('suspended-with-rights')),
    ...childless.map(because('children-left')),
    ...away.map(because('away')),
  ].filter(({ userId }) => userId !== asking.userId);
}

type Row = Awaited<ReturnType<typeof awaySince>>[number];

const viewOf = ({ id, name, username, portrait, sessions }: Row, why: PossibleLeaver['why']): PossibleLeaver => ({
  userId: id as UserId,
  name,
  username,
  portrait: Portrait.nullable().catch(null).parse(portrait),
  why,
  lastSeenAt: sessions[0]?.lastSeenAt.toISOString() ?? null,
});
