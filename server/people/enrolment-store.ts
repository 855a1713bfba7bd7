import type { z } from 'zod';
import type { ChildId, ClassroomId } from '../contract/ids.ts';
import type { SaveChild } from '../contract/people.ts';
import { addDays, dateColumn, dayOfColumn, type LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

type Fields = z.output<typeof SaveChild>;

/** Until the transaction ends nobody else changes this child. @returns false when there is none, or it has left */
export async function holdChild(tx: Tx, childId: ChildId): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM child WHERE id = ${childId}::uuid AND left_at IS NULL FOR UPDATE`;
  return rows.length === 1;
}

export async function updateChild(tx: Tx, childId: ChildId, child: Fields): Promise<void> {
  const { name, nickname, bornOn, portrait, allergies } = child;
  await tx.child.update({
    where: { id: childId },
    data: {
      ...{ name, nickname },
      bornOn: bornOn === null ? null : dateColumn(bornOn),
      ...(portrait !== undefined && { portrait: portrait ?? Prisma.DbNull }),
      allergies: [...new Set(allergies)],
    },
  });
}

/**
 * Makes these the child's room and hours from `today` on. What was before ends yesterday; what had not begun by then never
 * counted, and is changed itself.
 * @returns the room before, null inside when there was none; null when nothing differs
 */
export async function enrolFrom(
  tx: Tx,
  childId: ChildId,
  child: Fields,
  today: LocalDay,
): Promise<{ from: ClassroomId | null } | null> {
  const { classroomId, sessionKind, fromMinute, toMinute } = child;
  const weekdays = [...new Set(child.weekdays)].sort();
  const day = dateColumn(today);
  const open = await tx.enrolment.findMany({
    where: { childId, OR: [{ endsOn: null }, { endsOn: { gte: day } }] },
    orderBy: { startsOn: 'desc' },
  });
  const current = open.find(({ startsOn }) => startsOn <= day) ?? open[0];
  const next = { classroomId, sessionKind, weekdays, fromMinute, toMinute };
  if (current && isSame(current, next)) return null;
  if (current && dayOfColumn(current.startsOn) >= today) {
    await tx.enrolment.update({ where: { id: current.id }, data: next });
  } else {
    if (current)
      await tx.enrolment.update({ where: { id: current.id }, data: { endsOn: dateColumn(addDays(today, -1)) } });
    await tx.enrolment.create({ data: { childId, ...next, startsOn: day, endsOn: current?.endsOn ?? null } });
  }
  return { from: (current?.classroomId ?? null) as ClassroomId | null };
}

type Session = Pick<Fields, 'classroomId' | 'weekdays' | 'fromMinute' | 'toMinute'> & { sessionKind: string };

const isSame = (a: Omit<Session, 'classroomId'> & { classroomId: string }, b: Session): boolean =>
  a.classroomId === b.classroomId &&
  a.sessionKind === b.sessionKind &&
  a.fromMinute === b.fromMinute &&
  a.toMinute === b.toMinute &&
  a.weekdays.join() === b.weekdays.join();
