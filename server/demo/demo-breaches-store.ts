import { deriveDay } from '../attendance/derive-day.ts';
import { limitsOf } from '../contract/room-standard.ts';
import { atMinute, type LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { breachesIn, ratioByMinute } from '../staffing/ratio-by-minute.ts';
import { presencesIn } from '../staffing/room-counts.ts';
import { roomFacts } from '../staffing/room-facts-store.ts';

const ZONE = 'Asia/Shanghai';

/** What rooms broke on days that have been, judged by the same rules as a day that goes on, as if it had been told then. */
export async function seedDemoBreaches(tx: Tx, days: readonly LocalDay[], now: Date): Promise<void> {
  const rooms = await tx.classroom.findMany({ select: { id: true } });
  for (const { id } of rooms)
    for (const day of days) await tx.roomBreach.createMany({ data: await breachesOn(tx, id, day, now) });
}

async function breachesOn(tx: Tx, classroomId: string, day: LocalDay, now: Date) {
  const facts = await roomFacts(tx, classroomId, now, day);
  if (facts === null) return [];
  const range = { from: atMinute(day, 0, ZONE), to: atMinute(day, 1440, ZONE) };
  const { children, staff } = presencesIn(classroomId, facts, (events) =>
    deriveDay(events).stays.flatMap(({ rooms }) => rooms),
  );
  const limits = limitsOf(facts);
  return breachesIn(ratioByMinute(children, staff, range), limits, range.to).map((breach) => ({
    ...{ classroomId, kind: breach.kind, openedAt: breach.from, closedAt: breach.to },
    ...{ childrenCount: breach.children, staffCount: breach.staff },
    ...{ limit: limits[breach.kind].limit, rule: limits[breach.kind].rule },
  }));
}
