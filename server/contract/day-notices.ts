import { z } from 'zod';
import { AskedDay } from './asked-time.ts';
import { MinuteOfDay } from './hours.ts';
import { ChildId, DayNoticeId, PickupPersonId, UserId } from './ids.ts';

export const ABSENCE_REASONS = ['sick', 'family', 'holiday', 'other'] as const;
export const AbsenceReason = z.enum(ABSENCE_REASONS);
export type AbsenceReason = z.infer<typeof AbsenceReason>;

/** Longest absence that is told at once, in days. */
export const ABSENCE_DAYS_AT_MOST = 30;
/** How far ahead a day may be spoken of. */
export const NOTICE_DAYS_AHEAD = 60;

const base = { noticeId: DayNoticeId, childId: ChildId };
const note = z.string().trim().max(200).default('');

const lastsAtMost = ({ fromDay, toDay }: { fromDay: string; toDay: string }): boolean =>
  fromDay <= toDay && (Date.parse(toDay) - Date.parse(fromDay)) / 86_400_000 < ABSENCE_DAYS_AT_MOST;

const Absence = z
  .object({
    ...base,
    kind: z.literal('absence'),
    fromDay: AskedDay,
    toDay: AskedDay,
    reason: AbsenceReason,
    note,
  })
  .refine(lastsAtMost, { path: ['toDay'], message: 'at-most-30-days' });
const LatePickUp = z.object({ ...base, kind: z.literal('late_pickup'), day: AskedDay, untilMinute: MinuteOfDay, note });
/** A guardian, or a person the family named: exactly one. */
const PickUp = z
  .object({
    ...base,
    kind: z.literal('pick_up'),
    day: AskedDay,
    withUserId: UserId.nullable().default(null),
    withPickupId: PickupPersonId.nullable().default(null),
  })
  .refine((who) => (who.withUserId === null) !== (who.withPickupId === null), {
    path: ['withUserId'],
    message: 'one-person',
  });

/** What a family says of coming days. The id is made on the device: the same notice sent twice is one. */
export const GiveNotice = z.discriminatedUnion('kind', [Absence, LatePickUp, PickUp]);
export type GiveNotice = z.output<typeof GiveNotice>;
/** `noticeId` is the withdrawal's own. */
export const WithdrawNotice = z.object({ noticeId: DayNoticeId, withdrawsId: DayNoticeId });

export const NOTICE_KINDS = ['absence', 'late_pickup', 'pick_up'] as const;
export const NoticeKind = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof NoticeKind>;

export const NoticeView = z.object({
  noticeId: DayNoticeId,
  childId: ChildId,
  kind: NoticeKind,
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  reason: AbsenceReason.nullable(),
  untilMinute: z.number().int().nullable(),
  /** Who was announced; null for the other kinds. */
  withName: z.string().nullable(),
  note: z.string(),
  by: z.string(),
  recordedAt: z.iso.datetime(),
});
export type NoticeView = z.infer<typeof NoticeView>;

/** A day that can be spoken of. */
export const NoticeDay = z.object({
  day: z.iso.date(),
  /** The child comes on this day: it is enrolled, and the site is open. */
  isExpected: z.boolean(),
  /** Minutes after local midnight; null when nothing is set for that day. */
  sessionTo: z.number().int().nullable(),
  /** Until when the site is open; a child can be fetched late until then. */
  opensUntil: z.number().int().nullable(),
});
export type NoticeDay = z.infer<typeof NoticeDay>;

export const ChildNotices = z.object({
  childId: ChildId,
  name: z.string(),
  nickname: z.string(),
  timeZone: z.string(),
  today: z.iso.date(),
  /** The first arrival of today; an absence of today is no more to be told then. */
  arrivedAt: z.iso.datetime().nullable(),
  /** Of today and later, what counts, the earliest day first. */
  notices: z.array(NoticeView),
  days: z.array(NoticeDay),
  /** Who may be announced to fetch the child. */
  people: z.array(
    z.object({
      withUserId: UserId.nullable(),
      withPickupId: PickupPersonId.nullable(),
      name: z.string(),
      relation: z.string(),
      /** Only on this day; null: on any. */
      onlyOn: z.iso.date().nullable(),
    }),
  ),
});
export type ChildNotices = z.infer<typeof ChildNotices>;
