import type { z } from 'zod';
import { ChildNotices, type GiveNotice } from '#contract/day-notices.ts';
import type { ChildId, DayNoticeId } from '#contract/ids.ts';
import { request } from '../../shared/api.ts';

export const readNotices = (childId: ChildId): Promise<ChildNotices> =>
  request(ChildNotices, 'GET', `/api/day-notices?childId=${childId}`);

type Notice = z.input<typeof GiveNotice>;
/** What is told, without the id that is made here. */
export type Told = Notice extends infer N ? (N extends Notice ? Omit<N, 'noticeId'> : never) : never;

/** @param noticeId of this choice, the same at every try */
export const giveNotice = (noticeId: string, told: Told): Promise<ChildNotices> =>
  request(ChildNotices, 'POST', '/api/day-notices', { ...told, noticeId });

/** @param noticeId of this choice, the same at every try */
export const withdrawNotice = (noticeId: string, withdrawsId: DayNoticeId): Promise<ChildNotices> =>
  request(ChildNotices, 'POST', '/api/day-notices/withdrawals', { noticeId, withdrawsId });
