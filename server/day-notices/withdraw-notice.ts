import type { z } from 'zod';
import type { WithdrawNotice } from '../contract/day-notices.ts';
import type { ChildId } from '../contract/ids.ts';
import type { Asking } from '../platform/asking.ts';
import { localDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { findNotice, insertNotice, lockChild, noticesSince, type RecordedNotice } from './day-notices-store.ts';
import { tell } from './give-notice.ts';
import { speakerFor, type NoticeDeps } from './notice-deps.ts';

/**
 * Takes a notice back: any of the family may, and the room. Withdrawn already is as good as done.
 * @throws AppError 'not-found' for a notice that is unknown or of another's child, 'day-past' once all of its days are over
 */
export async function withdrawNotice(
  deps: NoticeDeps,
  asking: Asking,
  input: z.output<typeof WithdrawNotice>,
): Promise<ChildId> {
  const found = await findNotice(deps.db, input.withdrawsId);
  // An unknown one is asked for as a child that nobody has: it must read as one of another's child does.
  const speaker = await speakerFor(deps, asking, (found?.childId ?? input.withdrawsId) as ChildId);
  if (found === null || found.kind === 'withdrawn') throw new AppError('not-found');
  const { childId, timeZone } = speaker.child;
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    await lockChild(tx, childId);
    const known = await findNotice(tx, input.noticeId);
    if (known && known.withdrawsId !== found.id) throw new AppError('conflict');
    const all = await noticesSince(tx, childId, found.toDay);
    if (all.some(({ withdrawsId }) => withdrawsId === found.id)) return;
    if (found.toDay < localDay(at, timeZone)) throw new AppError('day-past');
    const { actorId, deviceId } = speaker;
    if (!(await insertNotice(tx, withdrawal(found, input.noticeId, { actorId, deviceId, recordedAt: at }))))
      throw new AppError('conflict');
    await tell(tx, speaker, 'notice:withdrawn', found, at);
  });
  await deps.onChildDayChanged([childId]);
  return childId;
}

/** Speaks of the same days, so that whoever reads those days finds it. */
const withdrawal = (
  found: RecordedNotice,
  id: string,
  by: Pick<RecordedNotice, 'actorId' | 'deviceId' | 'recordedAt'>,
): RecordedNotice => ({
  ...found,
  ...by,
  id,
  kind: 'withdrawn',
  withdrawsId: found.id,
  reason: null,
  untilMinute: null,
  withUserId: null,
  withPickupId: null,
  note: '',
});
