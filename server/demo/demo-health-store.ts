import { randomUUID } from 'node:crypto';
import { atMinute, dateColumn, localDay, type LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';

const ZONE = 'Asia/Shanghai';
const MORNING_CHECK = 8 * 60 + 20;
const EVERY_DAYS = 3;

type Found = { temperature: number | null; signs: string[]; note: string };
const FOUND: readonly Found[] = [
  { temperature: 378, signs: ['cough'], note: '午睡后复测 36.8 ℃，留园观察' },
  { temperature: null, signs: ['rash'], note: '家长知情，留园观察' },
  { temperature: 366, signs: ['runny_nose'], note: '复测正常，继续观察' },
];

type Child = { id: string; classroomId: string; actorId: string; guardianId: string };

/** What morning checks found on some of these days and how it ended; the last is from today, and the room still watches it. */
export async function seedDemoHealth(tx: Tx, children: readonly Child[], days: readonly LocalDay[], now: Date) {
  const past = days.filter((_, nth) => nth % EVERY_DAYS === 0);
  for (const [nth, day] of past.entries()) {
    const child = children[(nth * 7) % Math.max(children.length, 1)];
    const found = FOUND[nth % FOUND.length];
    if (child && found) await seedCase(tx, child, found, { day, at: atMinute(day, MORNING_CHECK, ZONE) });
  }
  const [child] = children;
  const [found] = FOUND;
  if (child && found) await seedCase(tx, child, { ...found, isOpen: true }, { day: localDay(now, ZONE), at: now });
}

async function seedCase(
  tx: Tx,
  { id: childId, classroomId, actorId, guardianId }: Child,
  { temperature, signs, note, isOpen = false }: Found & { isOpen?: boolean },
  { day, at }: { day: LocalDay; at: Date },
): Promise<void> {
  const checkId = randomUUID();
  const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  await tx.healthCheck.create({
    data: {
      ...{ id: checkId, childId, classroomId, period: 'morning', temperature, signs, isAbnormal: true },
      ...{ happenedAt: at, recordedAt: at, day: dateColumn(day), actorId },
    },
  });
  const step = (kind: string, by: string, minutes: number, said = '') => ({
    ...{ id: randomUUID(), checkId, kind, actorId: by, note: said, recordedAt: after(minutes) },
  });
  const called = step('called', actorId, isOpen ? 0 : 4);
  const rest = [step('guardian_knows', guardianId, 9), step('closed', actorId, 330, note)];
  await tx.healthFollowUp.createMany({ data: isOpen ? [called] : [called, ...rest] });
}
