import { consentStanding, type ConsentStanding, withRequired } from '../access/consent-state.ts';
import type { ListScopes } from '../access/roles.ts';
import type { ConsentKind } from '../contract/people.ts';
import type { PeopleDeps } from './people-deps.ts';
import { consentsOf, registeredChildren, type RegisteredChild } from './register-store.ts';
import { requiredTexts } from './required-texts-store.ts';

/** The children of some sites as a reader may see them, and how their consents stand now. */
export type Register = {
  children: readonly RegisteredChild[];
  standing: (child: RegisteredChild, kind: ConsentKind) => ConsentStanding['state'];
};

/** Read once for all that is counted from it: sites, rooms, and who keeps rooms closed. */
export async function readRegister(
  deps: Pick<PeopleDeps, 'db'>,
  scopes: ListScopes,
  siteIds: readonly string[],
  at: Date,
): Promise<Register> {
  const children = await registeredChildren(deps, scopes, siteIds, at);
  const cared = children.filter(({ enrolledIn, presentIn }) => enrolledIn !== null || presentIn !== null);
  const [entries, textsOf] = await Promise.all([
    consentsOf(
      deps.db,
      cared.map(({ childId }) => childId),
    ),
    requiredTexts(deps.db, siteIds),
  ]);
  const ofChild = Map.groupBy(entries, ({ childId }) => childId);
  return {
    children,
    standing: ({ childId, siteId }, kind) => {
      const rows = (ofChild.get(childId) ?? []).filter((row) => row.kind === kind);
      return consentStanding(withRequired(rows, textsOf(siteId)), kind, at).state;
    },
  };
}
