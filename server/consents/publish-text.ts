import type { z } from 'zod';
import { requireOperator } from '../access/roles.ts';
import { recordAudits } from '../audit/audit-store.ts';
import { type ConsentTextView, type PublishText } from '../contract/consents.ts';
import type { SiteId } from '../contract/ids.ts';
import { appendEvents } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { isUniqueViolation } from '../platform/unique-violation.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { textView } from './text-view.ts';
import { insertText, newestText, sitesOfOperator } from './texts-store.ts';

type Deps = Pick<ConsentsDeps, 'db' | 'now' | 'onFactsChanged'>;
type Published = ConsentTextView & { endedViews: number };

/**
 * Publishes the next version of a text. It stays as it is for ever: what was signed can be read again. Where it is needed
 * from an instant on, agreements to earlier versions count no more from that instant, for running views too.
 * @throws AppError 'forbidden', 'not-found' for an operator that is not one's own, 'conflict' when another version came in
 *   between, or 'bad-request' for an instant that has passed
 */
export async function publishText(
  deps: Deps,
  asking: AskingUser,
  input: z.output<typeof PublishText>,
): Promise<Published> {
  requireOperator(asking, 'texts:write', input.operatorId);
  const { operatorId, kind, zh, en, after } = input;
  const at = deps.now();
  const requiredFrom = neededFrom(input.requiredFrom, at);
  const newest = await newestText(deps.db, operatorId, kind);
  if ((newest?.version ?? 0) !== after) throw new AppError('conflict');
  const text = {
    operatorId,
    kind,
    zh,
    en,
    version: after + 1,
    publishedAt: at,
    publishedBy: asking.userId,
    requiredFrom,
  };
  const siteIds = await sitesOfOperator(deps.db, operatorId);
  const details = { kind, version: text.version, requiredFrom: requiredFrom?.toISOString() ?? null };
  const writing = deps.db.$transaction(async (tx) => {
    const inserted = await insertText(tx, text);
    const { userId: actorId, address } = asking;
    const act = { action: 'consent-text-published' as const, at, actorId, address, details };
    await recordAudits(
      tx,
      whereTold(siteIds).map((siteId) => ({ ...act, siteId })),
    );
    await appendEvents(
      tx,
      siteIds.flatMap((siteId) => [
        { type: 'register:changed' as const, at, siteId, payload: { what: 'people' } },
        { type: 'access:changed' as const, at, siteId },
      ]),
    );
    return inserted;
  });
  const inserted = await writing.catch((error: unknown) => {
    throw isUniqueViolation(error) ? new AppError('conflict', { cause: error }) : error;
  });
  // Also when it is needed only later: every running view learns the instant at which it ends.
  const ended = await Promise.all(siteIds.map((siteId) => deps.onFactsChanged({ siteId })));
  return { ...textView(inserted), endedViews: ended.reduce((sum, count) => sum + count, 0) };
}

function neededFrom(asked: string | null, at: Date): Date | null {
  if (asked === null) return null;
  const from = asked === 'now' ? at : new Date(asked);
  if (from < at) throw new AppError('bad-request', { fields: { requiredFrom: 'in-the-past' } });
  return from;
}

/** An entry for each site, where its administrators read it; without one it still is recorded. */
const whereTold = (siteIds: readonly SiteId[]): (SiteId | null)[] => (siteIds.length === 0 ? [null] : [...siteIds]);
