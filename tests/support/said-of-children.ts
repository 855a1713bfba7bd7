import { randomUUID } from 'node:crypto';
import type { ChildId, ClassroomId, UserId } from '../../server/contract/ids.ts';
import { dateColumn, localDay } from '../../server/platform/calendar.ts';
import type { Db } from '../../server/platform/database.ts';
import { dayAhead } from './day-ahead.ts';

/** A morning check that found a fever, as the room's tablet writes it. */
export async function makeFeverCheck(
  db: Db,
  { childId, classroomId, caregiverId }: { childId: ChildId; classroomId: ClassroomId; caregiverId: UserId },
  at = new Date(),
): Promise<string> {
  const id = randomUUID();
  const day = dateColumn(localDay(at, 'Asia/Shanghai'));
  const found = { period: 'morning', temperature: 376, signs: ['cough'], isAbnormal: true };
  await db.healthCheck.create({
    data: { id, childId, classroomId, ...found, happenedAt: at, recordedAt: at, day, actorId: caregiverId },
  });
  return id;
}

/** The guardian said that the child stays at home tomorrow. */
export async function makeAbsence(
  db: Db,
  { childId, guardianId }: { childId: ChildId; guardianId: UserId },
): Promise<string> {
  const id = randomUUID();
  const day = dateColumn(dayAhead(1));
  await db.dayNotice.create({
    data: {
      id,
      childId,
      kind: 'absence',
      fromDay: day,
      toDay: day,
      reason: 'sick',
      actorId: guardianId,
      recordedAt: new Date(),
    },
  });
  return id;
}
