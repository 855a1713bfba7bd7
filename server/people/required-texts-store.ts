import type { RequiredText } from '../access/consent-state.ts';
import type { ConsentKind } from '../contract/people.ts';
import type { Db } from '../platform/database.ts';

/** The texts that families of these sites have to agree to from an instant on, by site. */
export async function requiredTexts(
  db: Db,
  siteIds: readonly string[],
): Promise<(siteId: string) => readonly RequiredText[]> {
  const sites = await db.site.findMany({
    where: { id: { in: [...new Set(siteIds)] } },
    select: { id: true, operatorId: true },
  });
  const texts = await db.consentText.findMany({
    where: { operatorId: { in: sites.map(({ operatorId }) => operatorId) }, requiredFrom: { not: null } },
    select: { operatorId: true, kind: true, version: true, requiredFrom: true },
  });
  const ofOperator = Map.groupBy(
    texts.flatMap(({ requiredFrom, kind, ...text }) =>
      requiredFrom === null ? [] : [{ ...text, kind: kind as ConsentKind, requiredFrom }],
    ),
    ({ operatorId }) => operatorId,
  );
  const operatorOf = new Map(sites.map(({ id, operatorId }) => [id, operatorId]));
  return (siteId) => ofOperator.get(operatorOf.get(siteId) ?? '') ?? [];
}
