import type { ListScopes } from './roles.ts';

/** Conditions for queries, from what `listScopes` allows. Empty scopes match nothing. */

/** Sites reached as a whole, through the site itself or its operator. */
export const wholeSites = ({ siteIds, operatorIds }: Pick<ListScopes, 'siteIds' | 'operatorIds'>) => ({
  OR: [{ id: { in: siteIds } }, { operatorId: { in: operatorIds } }],
});

/** A guardian whose right was neither withdrawn nor blocked: through no other does an employer see a family. */
export const STANDING = { withdrawnAt: null, custodyBlockedAt: null } as const;

export const STOPPED = { OR: [{ withdrawnAt: { not: null } }, { custodyBlockedAt: { not: null } }] };

/** Children from whom no order and no withdrawal keeps this person; an employer's office is no way around it. */
export const notKeptFrom = (askingId: ListScopes['askingId']) => ({
  guardianships: {
    none: {
      userId: { in: askingId === null ? [] : [askingId] },
      ...STOPPED,
    },
  },
});

/** Children of whole sites, and everywhere the children of an employer's people. */
export const families = (scopes: ListScopes) => ({
  OR: [
    { site: wholeSites(scopes) },
    {
      AND: [
        { guardianships: { some: { ...STANDING, user: { employerId: { in: scopes.employerIds } } } } },
        notKeptFrom(scopes.askingId),
      ],
    },
  ],
});
