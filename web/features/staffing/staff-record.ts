import { z } from 'zod';
import { ClassroomId, StaffEventId, UserId } from '#contract/ids.ts';
import { StaffEventKind, type StaffPerson, type StaffRoom, type StaffState } from '#contract/staffing.ts';
import type { Outbox } from '../../shared/outbox/outbox.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import type { Undoing } from '../../shared/outbox/undoing.ts';
import { randomId } from '../../shared/random-id.ts';
import { KIND_WORD } from './words.ts';

/** What a person says of themselves. */
export type StaffAct = { kind: StaffEventKind; classroomId: ClassroomId };

const Memo = z.object({ staff: z.object({ userId: UserId, kind: StaffEventKind, classroomId: ClassroomId }) });

export const newStaffEventId = (): StaffEventId => StaffEventId.parse(randomId());

/** For the outbox: of whoever acts, whom the server believes without a PIN. `classroomId`: where they work from then on. */
export function staffRecord(person: Pick<StaffPerson, 'userId' | 'name'>, act: StaffAct, at: Date): OutboxRecord {
  const { userId, name } = person;
  const id = newStaffEventId();
  const happenedAt = at.toISOString();
  return {
    id,
    path: '/api/staffing/events',
    body: { eventId: id, userId, happenedAt, ...act },
    orderKeys: [`staff:${userId}`],
    actorId: userId,
    happenedAt,
    words: { zh: `${name} ${KIND_WORD[act.kind].zh}`, en: `${name}: ${KIND_WORD[act.kind].en}` },
    memo: { staff: { userId, ...act } },
  };
}

/** Somebody's own coming or going, or its undoing: the server takes it from nobody else. */
export const isStaffRecord = ({ path }: Pick<OutboxRecord, 'path'>): boolean => path.startsWith('/api/staffing/');

/** Sends it, and says how to take it back. */
export function sendStaffRecord(outbox: Outbox, record: OutboxRecord): Undoing {
  outbox.add(record);
  return [{ id: record.id, by: [undoOf(record)] }];
}

function undoOf(record: OutboxRecord): OutboxRecord {
  const id = newStaffEventId();
  return {
    ...record,
    id,
    path: '/api/staffing/undos',
    body: { eventId: id, undoesId: record.id },
    words: { zh: `撤销：${record.words.zh}`, en: `Undo: ${record.words.en}` },
    memo: { staffUndo: record.id },
  };
}

const STATE_AFTER: Record<StaffEventKind, StaffState> = {
  arrived: 'working',
  moved: 'working',
  left: 'left',
  break_began: 'break',
  break_ended: 'working',
  training_began: 'training',
  training_ended: 'working',
};

/** The room as it will be once the server has every record that waits. */
export function withStaffRecords(room: StaffRoom, unsent: readonly OutboxRecord[]): StaffRoom {
  const undone = new Set(unsent.map(({ body }) => body['undoesId']));
  const waiting = unsent.filter(({ id }) => !undone.has(id));
  const people = waiting.reduce((known, { memo, happenedAt }) => {
    const parsed = Memo.safeParse(memo);
    if (!parsed.success) return known;
    const { userId, kind, classroomId } = parsed.data.staff;
    return known.map((person) =>
      person.userId === userId ? { ...person, state: STATE_AFTER[kind], classroomId, since: happenedAt } : person,
    );
  }, room.people);
  return { ...room, people, staff: people.filter((person) => isCounted(person, room.classroomId)).length };
}

/** A caregiver at work in this room. */
const isCounted = ({ counts, state, classroomId }: StaffPerson, roomId: ClassroomId): boolean =>
  counts && state === 'working' && classroomId === roomId;
