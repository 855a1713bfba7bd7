import type { z } from 'zod';
import type { CorrectAttendance, RoomChild } from '#contract/attendance.ts';
import { AttendanceEventId, type ChildId, type ClassroomId, type PickupPersonId, type UserId } from '#contract/ids.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import { randomId } from '../../shared/random-id.ts';
import { sayIn } from '../../shared/words/book.ts';
import type { Language } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import type { Tap } from './tap.ts';
import { recordWords } from './record-words.ts';

/** Who does it, when by the server's clock as far as this device knows it, and whether the server was out of reach. */
export type Doing = { actorId: UserId; happenedAt: string; isOffline: boolean };
/** Who brings or takes the child; both null: nobody was asked. */
export type Recipient = { withUserId: UserId | null; withPickupId: PickupPersonId | null };
export const NOBODY: Recipient = { withUserId: null, withPickupId: null };
export type CorrectTo = z.input<typeof CorrectAttendance>['to'];

const newEventId = (): AttendanceEventId => AttendanceEventId.parse(randomId());
const orderKey = (childId: ChildId): string => `child:${childId}`;
type Word = (typeof recordWords)['keys'][number];
const inBoth = (word: Word, name: (language: Language) => string): OutboxRecord['words'] => ({
  zh: sayIn('zh', recordWords, word, { name: name('zh') }),
  en: sayIn('en', recordWords, word, { name: name('en') }),
});
const words = (word: Word, name: string) => inBoth(word, () => name);

export type Made = { record: OutboxRecord; tap: Tap };
const make = (path: string, made: Omit<OutboxRecord, 'path' | 'memo'>, tap: Tap): Made => ({
  record: { ...made, path: `/api/attendance/${path}`, memo: tap },
  tap,
});

/** One child, or many in one request that is recorded whole or not at all; all of them with the same bringer. */
export function checkInRecord(
  children: readonly RoomChild[],
  bringer: Recipient,
  { actorId, happenedAt, isOffline }: Doing,
): Made {
  const arrivals = children.map(({ childId }) => ({
    eventId: newEventId(),
    childId,
    happenedAt,
    isOffline,
    ...bringer,
  }));
  const [only] = arrivals;
  const isOne = arrivals.length === 1 && only !== undefined;
  const names = children.map((child) => child.name);
  return make(
    isOne ? 'check-ins' : 'arrivals',
    {
      id: isOne ? only.eventId : randomId(),
      body: isOne ? only : { arrivals },
      orderKeys: children.map(({ childId }) => orderKey(childId)),
      actorId,
      happenedAt,
      words: inBoth('checkIn', (language) => listOf(names, language)),
    },
    { kind: 'check-in', ...bringer, arrivals: arrivals.map(({ eventId, childId }) => ({ eventId, childId })) },
  );
}

export function checkOutRecord(
  { childId, name }: RoomChild,
  to: Recipient,
  { actorId, happenedAt, isOffline }: Doing,
): Made {
  const eventId = newEventId();
  const body = { eventId, childId, happenedAt, isOffline, ...to };
  const made = { id: eventId, body, orderKeys: [orderKey(childId)], actorId, happenedAt };
  return make(
    'check-outs',
    { ...made, words: words('checkOut', name) },
    { kind: 'check-out', eventId, childId, ...to },
  );
}

export function transferRecord(
  { childId, name }: RoomChild,
  toClassroomId: ClassroomId,
  { actorId, happenedAt, isOffline }: Doing,
): Made {
  const eventId = newEventId();
  const body = { eventId, childId, happenedAt, isOffline, toClassroomId };
  const made = { id: eventId, body, orderKeys: [orderKey(childId)], actorId, happenedAt };
  return make(
    'transfers',
    { ...made, words: words('transfer', name) },
    { kind: 'transfer', eventId, childId, toClassroomId },
  );
}

/** Takes one event back; the child is shown as it was before. */
export function undoRecord(
  { childId, name, state, at }: RoomChild,
  undoesId: AttendanceEventId,
  { actorId, happenedAt, isOffline }: Doing,
): Made {
  const eventId = newEventId();
  const body = { eventId, undoesId, happenedAt, isOffline };
  const made = { id: eventId, body, orderKeys: [orderKey(childId)], actorId, happenedAt };
  const tap: Tap = { kind: 'undo', eventId, childId, undoesId, before: { state, at } };
  return make('undos', { ...made, words: words('undo', name) }, tap);
}

export type Correction = { correctsId: AttendanceEventId | null; to: CorrectTo; reason: string };

export function correctionRecord(
  { childId, name }: RoomChild,
  correction: Correction,
  { actorId, happenedAt }: Doing,
): Made {
  const eventId = newEventId();
  const { correctsId, to, reason } = correction;
  const body = { eventId, childId, correctsId, to, reason };
  const tap: Tap = { kind: 'correction', eventId, childId, correctsId, lineKind: to?.kind ?? null };
  return make(
    'corrections',
    { id: eventId, body, orderKeys: [orderKey(childId)], actorId, happenedAt, words: words('correction', name) },
    tap,
  );
}
