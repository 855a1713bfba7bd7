import type { z } from 'zod';
import type { AbsenceReason, GiveNotice } from '#contract/day-notices.ts';
import { type ChildId, DayNoticeId } from '#contract/ids.ts';
import type { RoomChild } from '#contract/attendance.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import type { Undoing } from '../../shared/outbox/undoing.ts';
import { randomId } from '../../shared/random-id.ts';
import { dateIn } from '../../shared/site-time.ts';
import { clock } from '../../shared/time.ts';
import { sayIn } from '../../shared/words/book.ts';
import type { Language } from '../../shared/words/language.ts';
import type { Doing, Recipient } from './attendance-records.ts';
import { recordWords } from './record-words.ts';
import type { Tap } from './tap.ts';

/** What a family says of today on the phone, as the room writes it down. */
export type Said =
  | { kind: 'absence'; reason: AbsenceReason }
  | { kind: 'late_pickup'; untilAt: string }
  | ({ kind: 'pick_up'; who: string } & Recipient);

type Notice = z.input<typeof GiveNotice>;
type Told = Pick<OutboxRecord, 'orderKeys' | 'actorId' | 'happenedAt'>;

/** What the family said of today, and the way to take it back. */
export function noticeRecord(
  child: RoomChild,
  said: Said,
  timeZone: string,
  { actorId, happenedAt }: Doing,
): { record: OutboxRecord; undoing: Undoing } {
  const { childId } = child;
  const noticeId = DayNoticeId.parse(randomId());
  const told: Told = { orderKeys: [`child:${childId}`], actorId, happenedAt };
  const base = { noticeId, childId };
  const words = { zh: saidWords('zh', child.name, said, timeZone), en: saidWords('en', child.name, said, timeZone) };
  const memo: Tap = { kind: 'notice', childId, noticeId, said };
  const body = bodyOf(base, said, timeZone, dateIn(timeZone, happenedAt));
  const record: OutboxRecord = { ...told, id: noticeId, path: '/api/day-notices', body, words, memo };
  return { record, undoing: [{ id: noticeId, by: [withdrawal(record, { ...base, said })] }] };
}

function bodyOf(base: Pick<Notice, 'noticeId' | 'childId'>, said: Said, timeZone: string, day: string): Notice {
  switch (said.kind) {
    case 'absence':
      return { ...base, kind: said.kind, fromDay: day, toDay: day, reason: said.reason };
    case 'late_pickup':
      return { ...base, kind: said.kind, day, untilMinute: minuteOfDay(said.untilAt, timeZone) };
    case 'pick_up':
      return { ...base, kind: said.kind, day, withUserId: said.withUserId, withPickupId: said.withPickupId };
  }
}

function withdrawal(
  { words, orderKeys, actorId, happenedAt }: OutboxRecord,
  { noticeId: withdrawsId, childId, said }: { noticeId: DayNoticeId; childId: ChildId; said: Said },
): OutboxRecord {
  const id = randomId();
  const memo: Tap = { kind: 'notice-withdrawn', childId, withdrawsId, of: said.kind };
  return {
    ...{ id, path: '/api/day-notices/withdrawals', body: { noticeId: id, withdrawsId }, memo },
    ...{ orderKeys, actorId, happenedAt },
    words: {
      zh: sayIn('zh', recordWords, 'undo', { name: words.zh }),
      en: sayIn('en', recordWords, 'undo', { name: words.en }),
    },
  };
}

/** 朵朵今天请假 · 朵朵晚接，18:30 前 · 今天奶奶 乌兰接朵朵 */
export function saidWords(language: Language, name: string, said: Said, timeZone: string): string {
  switch (said.kind) {
    case 'absence':
      return sayIn(language, recordWords, 'saidAbsent', { name });
    case 'late_pickup':
      return sayIn(language, recordWords, 'saidLate', { name, time: clock(said.untilAt, timeZone) });
    case 'pick_up':
      return sayIn(language, recordWords, 'saidFetched', { name, who: said.who });
  }
}

function minuteOfDay(at: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = clock(at, timeZone).split(':').map(Number);
  return hours * 60 + minutes;
}
