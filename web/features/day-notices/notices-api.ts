import type { z } from 'zod';
import { ChildNotices, type GiveNotice } from '#contract/day-notices.ts';
import type { ChildId, DayNoticeId } from '#contract/ids.ts';
import { request } from '../../shared/api.ts';
import { randomId } from '../../shared/random-id.ts';

export const readNotices = (childId: ChildId): Promise<ChildNotices> =>
  request(ChildNotices, 'GET', `/api/day-notices?childId=${childId}`);

type Notice = z.input<typeof GiveNotice>;
/** What is told, without the id that is made here. */
export type Told = Notice extends infer N ? (N extends Notice ? Omit<N, 'noticeId'> : never) : never;

export const giveNotice = (told: Told): Promise<ChildNotices> =>
  request(ChildNotices, 'POST', '/api/day-notices', { ...told, noticeId: randomId() });

export const withdrawNotice = (withdrawsId: DayNoticeId): Promise<ChildNotices> =>
  request(ChildNotices, 'POST', '/api/day-notices/withdrawals', { noticeId: randomId(), withdrawsId });
