import { listScopes, mayForOperator } from '../access/roles.ts';
import { type OperatorTexts, TEXT_KINDS, type TextKind } from '../contract/consents.ts';
import type { OrganizationId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { standingsOf } from './consent-standings.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { ledgersOf } from './list-store.ts';
import { operatorsIn } from './reach-store.ts';
import { textView } from './text-view.ts';
import { familyViews, operatorsWithTexts } from './texts-store.ts';

type Deps = Pick<ConsentsDeps, 'db' | 'now'>;

/**
 * Every version of the texts that the asking's families sign, and what a new one would change: to whoever may publish them,
 * since it counts all of the operator's families. @throws AppError 'forbidden'
 */
export async function readTexts({ db, now }: Deps, asking: AskingUser): Promise<OperatorTexts[]> {
  const at = now();
  const operatorIds = await operatorsIn(db, listScopes(asking, 'families:read'));
  const { rows, authorOf } = await operatorsWithTexts(db, operatorIds);
  return Promise.all(
    rows.map(async ({ id, name, consentTexts }) => {
      const operatorId = id as OrganizationId;
      const mayPublish = mayForOperator(asking.roles, 'texts:write', operatorId);
      const affected = mayPublish ? await affectedBy(db, id, consentTexts, at) : NOTHING;
      return {
        operatorId,
        name,
        texts: consentTexts.map((text) => ({ ...textView(text), publishedBy: authorOf.get(text.publishedBy) ?? '' })),
        ...affected,
      };
    }),
  );
}

type Affected = Pick<OperatorTexts, 'signed' | 'familyViews'>;
const NOTHING: Affected = { signed: { agreement: 0, risk_notice: 0, video: 0 }, familyViews: 0 };

async function affectedBy(
  db: Db,
  operatorId: string,
  texts: Parameters<typeof standingsOf>[1],
  at: Date,
): Promise<Affected> {
  const [children, views] = await Promise.all([ledgersOf(db, operatorId), familyViews(db, operatorId, at)]);
  const standings = children.map(({ consents }) => standingsOf(consents, texts, at));
  const signedOf = (kind: TextKind) =>
    standings.filter((ofChild) => ofChild.some((one) => one.kind === kind && one.state === 'valid')).length;
  return {
    signed: Object.fromEntries(TEXT_KINDS.map((kind) => [kind, signedOf(kind)])) as Affected['signed'],
    familyViews: views,
  };
}
