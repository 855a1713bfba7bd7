import type { z } from 'zod';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { AccessChanged, AccessUndone, ChangeAccess } from '../contract/access.ts';
import type { AccessChangeId, SiteId, UserId } from '../contract/ids.ts';
import { recordAudits } from '../audit/audit-store.ts';
import { appendEvents } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { RightsDeps } from './access-deps.ts';
import {
  areAllOfSite,
  countViews,
  findAccessChange,
  holdPeople,
  insertAccessChange,
  makeChange,
  markUndone,
  planChange,
  undoMade,
  type Target,
} from './access-change-store.ts';
import { findSiteWithEmployers } from './access-table-store.ts';
import { requireGrantEnd } from './give-grant.ts';
import { requireOtherPerson } from './rights-act.ts';
import { requirePermission } from './roles.ts';

const MADE = { deny: 'viewing-denied', grant: 'grant-given', withdraw: 'right-withdrawn' } as const;
const UNDONE = { deny: 'deny-lifted', grant: 'grant-withdrawn', withdraw: 'right-restored' } as const;

/** Thousands of rights with their history and audit take a second or two on a small machine. */
const LONGEST_CHANGE_MS = 20_000;

/**
 * Changes many rights of one site as one act: all of them or none. A trial counts what would come of it.
 * @throws AppError 'not-found' when one of the people or cameras is of elsewhere, 'forbidden' for a grant to oneself
 */
export async function changeAccess(
  deps: RightsDeps,
  asking: Asking,
  input: ChangeAccess,
): Promise<z.input<typeof AccessChanged>> {
  const at = deps.now();
  await requireReach(deps, asking, input, at);
  if (input.trial) {
    const { targets, unchanged } = await planChange(deps.db, input, at);
    const endedViews = input.kind === 'grant' ? 0 : await countViews(deps.db, targets, at);
    return { changed: targets.length, unchanged, endedViews, changeId: null };
  }
  const actorId = personOf(asking);
  const { siteId, kind, reason } = input;
  const changing = async (tx: Tx) => {
    await holdPeople(tx, input.userIds);
    const plan = await planChange(tx, input, at);
    const changed = plan.targets.length;
    if (changed === 0) return { ...plan, changed, changeId: null };
    const made = await makeChange(tx, input, plan.targets, { at, actorId });
    const changeId = await insertAccessChange(tx, { siteId, kind, made, madeBy: actorId, madeAt: at });
    const act = { action: MADE[kind], at, actorId, siteId, details: { reason: reason ?? '', changeId } };
    await record(tx, act, plan.targets);
    return { ...plan, changed, changeId };
  };
  const { targets, ...counted } = await deps.db.$transaction(changing, { timeout: LONGEST_CHANGE_MS });
  return { ...counted, endedViews: await recheck(deps, targets) };
}

/** @throws AppError 'not-found' when it is unknown or undone already */
export async function undoAccessChange(
  deps: RightsDeps,
  asking: Asking,
  id: AccessChangeId,
): Promise<z.input<typeof AccessUndone>> {
  const change = await findAccessChange(deps.db, id);
  const siteId = (change?.siteId ?? null) as SiteId | null;
  requirePermission(asking, 'rights:write', siteId && (await findSiteWithEmployers(deps.db, siteId)));
  if (change === null || siteId === null) throw new AppError('not-found');
  const at = deps.now();
  const actorId = personOf(asking);
  const kind = change.kind as ChangeAccess['kind'];
  const targets = await deps.db.$transaction(async (tx) => {
    if (!(await markUndone(tx, id, at))) throw new AppError('not-found');
    const undone = await undoMade(tx, change, at);
    if (kind !== 'grant') for (const { userId } of undone) requireOtherPerson(asking, userId as UserId);
    await record(tx, { action: UNDONE[kind], at, actorId, siteId, details: { changeId: id } }, undone);
    return undone;
  });
  return { undone: targets.length, endedViews: await recheck(deps, targets) };
}

async function requireReach({ db }: RightsDeps, asking: Asking, input: ChangeAccess, at: Date): Promise<void> {
  requirePermission(asking, 'rights:write', await findSiteWithEmployers(db, input.siteId));
  if (!(await areAllOfSite(db, input))) throw new AppError('not-found');
  if (input.kind !== 'grant') return;
  for (const userId of input.userIds) requireOtherPerson(asking, userId);
  requireGrantEnd(new Date(input.endsAt), at);
}

type Act = { action: AuditAction; at: Date; actorId: UserId; siteId: SiteId; details: Record<string, string> };

/** A line in the audit for each right, and word to each person once. */
async function record(tx: Tx, act: Act, targets: readonly Target[]): Promise<void> {
  const lines = targets.map(({ userId, cameraId, childId }) => ({ ...act, subjectId: userId, cameraId, childId }));
  await recordAudits(tx, lines);
  const { at, siteId } = act;
  await appendEvents(
    tx,
    peopleOf(targets).map((userId) => ({ type: 'access:changed' as const, at, siteId, userId })),
  );
}

async function recheck({ onFactsChanged }: RightsDeps, targets: readonly Target[]): Promise<number> {
  const ended = await Promise.all(peopleOf(targets).map((userId) => onFactsChanged({ userId: userId as UserId })));
  return ended.reduce((sum, views) => sum + views, 0);
}

const peopleOf = (targets: readonly Target[]): string[] => [...new Set(targets.map(({ userId }) => userId))];
