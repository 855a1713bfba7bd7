import { randomUUID } from 'node:crypto';
import type { CheckIn, CheckOut } from '../contract/attendance.ts';
import type { AttendanceEventId, CameraId, StaffEventId } from '../contract/ids.ts';
import type { RecordStaffEvent } from '../contract/staffing.ts';
import type { Asking } from '../platform/asking.ts';
import { atMinute, localDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { z } from 'zod';
import {
  keepDemoTabletWaiting,
  readDemoCamera,
  readDemoCaregiver,
  readDemoChildren,
  readDemoStaff,
  type DemoChild,
} from './demo-people-store.ts';
import { openDemoToday } from './demo-weekends-store.ts';

const ZONE = 'Asia/Shanghai';
const TICK_MS = 60_000;
const STAFF_BEFORE_MS = 10 * 60_000;
const TELLS_WITHIN_MS = 4_000;
/** The arrival of a day that a tablet told late, by its place among them. */
const TOLD_LATE = 3;
/** One arrival or departure every so many ticks. */
const COMING_AND_GOING_EVERY = 3;
/** The second camera is paused every so many ticks, for one tick. The first never is, so that there is always a picture. */
const PAUSE_EVERY = 20;
const PAUSE_FIRST = 8;
const PAUSED_CAMERA = '青苗班教室';

/** What people do in a day, as the routes would do it. */
export type DemoActs = {
  /** Recorded at that instant. */
  checkIn: (asking: Asking, input: z.output<typeof CheckIn>, recordedAt: Date) => Promise<unknown>;
  checkOut: (asking: Asking, input: z.output<typeof CheckOut>) => Promise<unknown>;
  arriveStaff: (asking: Asking, input: RecordStaffEvent) => Promise<unknown>;
  pause: (asking: Asking, cameraId: CameraId) => Promise<unknown>;
  resume: (asking: Asking, cameraId: CameraId) => Promise<unknown>;
};

export type DemoDay = { stop: () => Promise<void> };

/** A small day that goes on at whatever hour someone looks: who should be here is here, and each minute something may happen. */
export async function startDemoDay(db: Db, acts: DemoActs, log: Log): Promise<DemoDay> {
  let tick = 0;
  let running = Promise.resolve();
  await bringIn(db, acts);
  await keepDemoTabletWaiting(db, new Date());
  const timer = setInterval(() => {
    tick += 1;
    running = goOn(db, acts, tick).catch((error: unknown) => log.warn({ err: error }, 'the demo day stumbled'));
  }, TICK_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

async function goOn(db: Db, acts: DemoActs, tick: number): Promise<void> {
  await openDemoToday(db, new Date());
  await bringIn(db, acts); // after midnight everybody comes anew
  await keepDemoTabletWaiting(db, new Date());
  if (tick % COMING_AND_GOING_EVERY === 0) await comeOrGo(db, acts, tick);
  if (tick % PAUSE_EVERY === PAUSE_FIRST) await withPausedCamera(db, acts.pause);
  if (tick % PAUSE_EVERY === PAUSE_FIRST + 1) await withPausedCamera(db, acts.resume);
}

/** Those who are not to arrive while one looks have arrived in the three hours before, but not before midnight. */
async function bringIn(db: Db, acts: DemoActs): Promise<void> {
  const now = new Date();
  const midnight = atMinute(localDay(now, ZONE), 0, ZONE).getTime();
  const from = Math.max(midnight, now.getTime() - 3 * 3_600_000);
  await bringInStaff(db, acts, new Date(Math.max(midnight, from - STAFF_BEFORE_MS)));
  const waiting = (await readDemoChildren(db, now)).filter(({ part, hasEvents }) => part !== 'arrives' && !hasEvents);
  for (const [index, child] of waiting.entries()) {
    const share = (index + 1) / (waiting.length + 1);
    const came = new Date(from + (now.getTime() - from) * share);
    const told = index === TOLD_LATE ? now : new Date(Math.min(now.getTime(), came.getTime() + TELLS_WITHIN_MS));
    await acts.checkIn(child.asking, arrival(child, came), told);
  }
}

/** Everybody of the staff is there before the first child. */
async function bringInStaff(db: Db, acts: DemoActs, at: Date): Promise<void> {
  const waiting = (await readDemoStaff(db, new Date())).filter(({ hasEvents }) => !hasEvents);
  for (const { asking, classroomId } of waiting) {
    const { userId } = asking;
    const eventId = randomUUID() as StaffEventId;
    await acts.arriveStaff(asking, { eventId, userId, classroomId, kind: 'arrived', happenedAt: at.toISOString() });
  }
}

/** The next arrival of today; when all have come, the next one leaves, or comes again who had left. */
async function comeOrGo(db: Db, acts: DemoActs, tick: number): Promise<void> {
  const children = await readDemoChildren(db, new Date());
  const coming = children.filter(({ part, hasEvents }) => part === 'arrives' && !hasEvents);
  const arriving = coming[0];
  if (arriving !== undefined) {
    await acts.checkIn(arriving.asking, arrival(arriving, new Date()), new Date());
    return;
  }
  const leavers = children.filter(({ part }) => part === 'leaves');
  const leaving = leavers[(tick / COMING_AND_GOING_EVERY) % Math.max(leavers.length, 1)];
  if (leaving === undefined) return;
  const gone = { ...arrival(leaving, new Date()), withUserId: leaving.guardianId, withPickupId: null };
  await acts.checkOut(leaving.asking, gone).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'not-present') throw error;
    return acts.checkIn(leaving.asking, arrival(leaving, new Date()), new Date());
  });
}

const arrival = ({ childId }: DemoChild, at: Date) => ({
  eventId: randomUUID() as AttendanceEventId,
  childId,
  happenedAt: at.toISOString(),
  isOffline: false,
  withUserId: null,
  withPickupId: null,
});

async function withPausedCamera(db: Db, act: DemoActs['pause']): Promise<void> {
  const camera = await readDemoCamera(db, PAUSED_CAMERA);
  const caregiver = camera && (await readDemoCaregiver(db, camera.classroomId));
  if (camera && caregiver) await act(caregiver, camera.cameraId);
}
