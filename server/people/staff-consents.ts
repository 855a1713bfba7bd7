import { consentStanding, withRequired } from '../access/consent-state.ts';
import type { ConsentState } from '../contract/people.ts';
import { consentsOfStaff } from './consent-gaps-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { isRoleWithin, isRunning } from './person-reach.ts';
import type { PeopleScopes, PersonRow } from './persons-store.ts';

/** The video consent of those who work in a room that these scopes reach, by person. */
export async function videoConsents(
  { db }: Pick<PeopleDeps, 'db'>,
  persons: readonly PersonRow[],
  scopes: PeopleScopes,
  at: Date,
): Promise<ReadonlyMap<string, ConsentState>> {
  const filmed = persons.filter(({ roles }) =>
    roles.some((role) => role.classroom !== null && isRunning(role, at) && isRoleWithin(scopes, role)),
  );
  const ids = filmed.map(({ id }) => id);
  const said = await consentsOfStaff(db, ids);
  return new Map(
    ids.map((id) => {
      const rows = said.get(id) ?? [];
      const newest = rows.filter(({ validFrom }) => validFrom <= at).at(-1);
      const { state } = consentStanding(withRequired(rows, []), 'video', at);
      return [id, { kind: 'video', state, validUntil: newest?.validUntil?.toISOString() ?? null }];
    }),
  );
}
