import type { TaskKind } from '../contract/checks.ts';
import { atMinute, localDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';

const ZONE = 'Asia/Shanghai';
const ALL_WEEK = [1, 2, 3, 4, 5, 6, 7];
const LATE_SINCE_MINUTES = 20;
const PLAN: readonly { kind: TaskKind; name: string; dueMinute: number }[] = [
  { kind: 'patrol', name: '晨间巡查', dueMinute: 8 * 60 },
  { kind: 'patrol', name: '午睡室巡查', dueMinute: 12 * 60 + 30 },
  { kind: 'cleaning', name: '活动室保洁', dueMinute: 16 * 60 + 30 },
];

/** Daily checks of every room of the site; one is due soon, at whatever hour somebody looks. */
export async function seedDemoTasks(tx: Tx, siteId: string, now: Date): Promise<void> {
  const soon = Math.min(Math.ceil((minuteOf(now) + 10) / 30) * 30, 23 * 60 + 59);
  const plan = [...PLAN, { kind: 'disinfection' as const, name: '玩具消毒', dueMinute: soon }];
  await tx.roomTask.createMany({
    data: plan.map((task) => ({ ...task, siteId, weekdays: ALL_WEEK, createdAt: now })),
  });
}

/** When those who are still to come were expected: late by now, unless the day has only begun. */
export const lateSince = (now: Date): number => Math.max(0, minuteOf(now) - LATE_SINCE_MINUTES);

const minuteOf = (now: Date): number =>
  Math.floor((now.getTime() - atMinute(localDay(now, ZONE), 0, ZONE).getTime()) / 60_000);
