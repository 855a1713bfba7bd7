import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { closeExpired } from '../../server/live/viewing-session-store.ts';
import { openCare, type Care } from '../support/care.ts';

const LEFT_OPEN = 250;

let care: Care;
beforeAll(async () => {
  care = await openCare();
});
afterAll(() => care.close());

const leave = (count: number) => {
  const { duoduo, toddlerCameraId } = care.nursery;
  const view = {
    userId: duoduo.guardianId,
    cameraId: toddlerCameraId,
    childId: duoduo.childId,
    openedAt: new Date(care.now().getTime() - 60_000),
    leaseUntil: new Date(care.now().getTime() - 1_000),
    address: '192.0.2.1',
    userAgent: 'test',
    day: new Date('2026-06-03'),
  };
  const data = Array.from({ length: count }, () => ({ id: crypto.randomUUID(), ...view }));
  return care.db.viewingSession.createMany({ data });
};

test('all views that a dead server left open are closed, written down and told once, also by two servers at once', async () => {
  await leave(LEFT_OPEN);
  const closed = await Promise.all([closeExpired(care.db, care.now()), closeExpired(care.db, care.now())]);
  expect(closed.reduce((sum, count) => sum + count, 0)).toBe(LEFT_OPEN);
  expect(await care.db.viewingSession.count({ where: { endedAt: null } })).toBe(0);
  expect(await care.db.auditEntry.count({ where: { action: 'view-ended' } })).toBe(LEFT_OPEN);
  expect(await care.db.event.count({ where: { type: 'watching:changed' } })).toBe(LEFT_OPEN);
  expect(await closeExpired(care.db, care.now())).toBe(0);
});
