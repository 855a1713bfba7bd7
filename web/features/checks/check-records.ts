import { z } from 'zod';
import { CHECK_UNDO_SECONDS, type RecordRoomCheck, type TodoTask } from '#contract/checks.ts';
import { type ChildId, type ClassroomId, RoomCheckId, RoomTaskId, type UserId } from '#contract/ids.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import type { Undoing } from '../../shared/outbox/undoing.ts';
import { randomId } from '../../shared/random-id.ts';
import { recordTime } from '../../shared/server-clock.ts';
import { sayIn } from '../../shared/words/book.ts';
import { checkWords } from './check-words.ts';

export const CHECKS_PATH = '/api/room-checks';
const UNDOS_PATH = `${CHECKS_PATH}/undos`;

/** What an unsent record changes in what is shown. */
const CheckMemo = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['sleep_began', 'sleep_checked', 'sleep_ended']), checkId: RoomCheckId }),
  z.object({ kind: z.literal('task_done'), checkId: RoomCheckId, taskId: RoomTaskId }),
  z.object({ kind: z.literal('undone'), undoesId: RoomCheckId }),
]);
export type CheckMemo = z.infer<typeof CheckMemo>;

/** Null for records of other features. */
export const memoOf = ({ path, memo }: OutboxRecord): CheckMemo | null =>
  path.startsWith(CHECKS_PATH) ? (CheckMemo.safeParse(memo).data ?? null) : null;

export type CheckAct =
  | { kind: 'sleep_began' | 'sleep_ended' }
  | { kind: 'sleep_checked'; childIds: ChildId[] }
  | { kind: 'task_done'; task: Pick<TodoTask, 'taskId' | 'name'> };

const WORD_OF = {
  sleep_began: 'sleepBegan',
  sleep_checked: 'sleepChecked',
  sleep_ended: 'sleepEnded',
  task_done: 'taskDone',
} as const;

const inBoth = (act: CheckAct): OutboxRecord['words'] => {
  const values = { name: act.kind === 'task_done' ? act.task.name : '' };
  const word = WORD_OF[act.kind];
  return { zh: sayIn('zh', checkWords, word, values), en: sayIn('en', checkWords, word, values) };
};

export function checkRecord(act: CheckAct, classroomId: ClassroomId, actorId: UserId): OutboxRecord {
  const checkId = RoomCheckId.parse(randomId());
  const happenedAt = recordTime();
  const base = { checkId, classroomId, happenedAt };
  const made =
    act.kind === 'task_done'
      ? { body: { ...base, kind: act.kind, taskId: act.task.taskId }, taskId: act.task.taskId }
      : { body: { ...base, ...act } };
  const body: z.input<typeof RecordRoomCheck> = made.body;
  const memo = { kind: act.kind, checkId, ...('taskId' in made && { taskId: made.taskId }) };
  return {
    ...{ id: checkId, path: CHECKS_PATH, body, actorId, happenedAt, words: inBoth(act), memo },
    orderKeys: [`room-checks:${classroomId}`],
  };
}

/** How to take one back. */
export function checkUndoing(record: OutboxRecord): Undoing {
  const undoId = randomId();
  const undoesId = RoomCheckId.parse(record.id);
  const memo: CheckMemo = { kind: 'undone', undoesId };
  const words = {
    zh: sayIn('zh', checkWords, 'undo', { what: record.words.zh }),
    en: sayIn('en', checkWords, 'undo', { what: record.words.en }),
  };
  const { orderKeys, actorId, happenedAt } = record;
  const body = { checkId: undoId, undoesId };
  return [{ id: record.id, by: [{ id: undoId, path: UNDOS_PATH, body, orderKeys, actorId, happenedAt, words, memo }] }];
}

/** Whether the server still takes it back. */
export const mayUndo = (recordedAt: string, now: Date): boolean =>
  now.getTime() - new Date(recordedAt).getTime() < CHECK_UNDO_SECONDS * 1_000;
