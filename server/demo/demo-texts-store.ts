import type { Db } from '../platform/database.ts';
import { DEMO_TEXTS } from './demo-texts.ts';

/** The first version of each text, where the demo nursery has none yet. */
export async function publishDemoTexts(db: Db, now: Date): Promise<void> {
  const operator = await db.organization.findFirst({ where: { isOperator: true }, select: { id: true } });
  const author = await db.user.findUnique({ where: { username: 'aodeng' }, select: { id: true } });
  if (operator === null || author === null) return;
  const published = { operatorId: operator.id, publishedBy: author.id, publishedAt: now, version: 1 };
  await db.consentText.createMany({
    data: DEMO_TEXTS.map((text) => ({ ...published, ...text })),
    skipDuplicates: true,
  });
}
