import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { explainWatch } from '../../server/access/may-watch.ts';
import { loadPastFacts, loadWatchFacts } from '../../server/access/watch-facts.ts';
import { localDay } from '../../server/platform/calendar.ts';
import { openCare, type Care } from '../support/care.ts';
import { checkInChild } from '../support/nursery.ts';

let care: Care;
beforeAll(async () => {
  care = await openCare();
});
afterAll(() => care.close());

const hence = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const nursery = () => care.nursery;
const mother = () => nursery().duoduo.guardianId;
const camera = () => nursery().toddlerCameraId;
const updateSite = (data: object) => care.db.site.update({ where: { id: nursery().siteId }, data });
const updateRight = (data: object) =>
  care.db.guardianship.update({ where: { id: nursery().duoduo.guardianshipId }, data });
const updateUser = (data: object) => care.db.user.update({ where: { id: mother() }, data });
const updateCamera = (data: object) => care.db.camera.update({ where: { id: camera() }, data });
const consent = (given: boolean) =>
  care.db.consentEntry.create({
    data: { childId: nursery().duoduo.childId, kind: 'video', given, validFrom: new Date(), recordedAt: new Date() },
  });
const watched = () =>
  care.db.viewingSession.create({
    data: {
      id: crypto.randomUUID(),
      userId: mother(),
      cameraId: camera(),
      childId: nursery().duoduo.childId,
      openedAt: hence(-50),
      endedAt: hence(-10),
      leaseUntil: hence(-10),
      address: '192.0.2.1',
      userAgent: 'test',
      day: today(),
    },
  });
const today = () => new Date(localDay(new Date(), 'Asia/Shanghai'));

/** One after another, each undoing nothing of itself: every kind of row that the rule reads changes at least once. */
const CHANGES: [what: string, change: () => Promise<unknown>][] = [
  ['the mother watched earlier today, nobody is here', () => watched()],
  [
    'the child arrives',
    () =>
      checkInChild(care.db, {
        childId: nursery().duoduo.childId,
        classroomId: nursery().toddlerRoomId,
        actorId: nursery().caregiverId,
        at: new Date(),
        day: localDay(new Date(), 'Asia/Shanghai'),
      }),
  ],
  ['the right is withdrawn', () => updateRight({ withdrawnAt: new Date() })],
  ['and given back', () => updateRight({ withdrawnAt: null })],
  ['custody is blocked', () => updateRight({ custodyBlockedAt: new Date() })],
  ['and no longer', () => updateRight({ custodyBlockedAt: null })],
  ['live view is off', () => updateSite({ liveViewOnSince: null })],
  ['and on again', () => updateSite({ liveViewOnSince: new Date(0) })],
  ['the account is suspended', () => updateUser({ suspendedAt: new Date() })],
  ['and works again', () => updateUser({ suspendedAt: null })],
  ['the camera is off', () => updateCamera({ isEnabled: false })],
  ['and on', () => updateCamera({ isEnabled: true })],
  [
    'a private moment',
    () =>
      care.db.cameraPause.create({
        data: { cameraId: camera(), startedAt: new Date(), endsAt: hence(10), startedBy: nursery().caregiverId },
      }),
  ],
  ['is over early', () => care.db.cameraPause.updateMany({ data: { endedAt: new Date() } })],
  ['a consent is withdrawn', () => consent(false)],
  ['and given', () => consent(true)],
  ['a deny', () => care.db.viewingDeny.create({ data: { userId: mother(), createdBy: nursery().siteAdminId } })],
  ['is lifted', () => care.db.viewingDeny.updateMany({ data: { liftedAt: new Date() } })],
  ['the site closes for today', () => care.db.closedDay.create({ data: { siteId: nursery().siteId, day: today() } })],
  ['and does not', () => care.db.closedDay.deleteMany()],
  ['hours change', () => care.db.siteHours.deleteMany({ where: { siteId: nursery().siteId } })],
  [
    'and come back',
    () =>
      care.db.siteHours.createMany({
        data: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
          siteId: nursery().siteId,
          weekday,
          opensMinute: 0,
          closesMinute: 1440,
        })),
      }),
  ],
  ['minutes are limited', () => updateSite({ viewMinutesPerDay: 60 })],
  ['to fewer than were used', () => updateSite({ viewMinutesPerDay: 30 })],
  ['and given more of', () => updateSite({ viewMinutesPerDay: null })],
  ['the enrolment ends', () => care.db.enrolment.updateMany({ data: { endsOn: hence(-3 * 1440) } })],
];

test('asked for any past instant, the rule says term by term what it said then', async () => {
  const { pool } = care;
  const moments: { what: string; at: Date; said: unknown }[] = [];
  const ask = {
    userId: mother(),
    cameraId: camera(),
    holderId: null,
    address: null,
    isReasonGiven: false,
    viewId: null,
  };
  for (const [what, change] of CHANGES) {
    await change();
    await sleep(5); // the clock of a question is later than that of the change before it
    const at = new Date();
    const loaded = await loadWatchFacts(pool, { ...ask, at });
    moments.push({ what, at, said: loaded && { ...explainWatch(loaded.facts, at), names: loaded.childNames } });
    await sleep(5);
  }
  expect(new Set(moments.map(({ said }) => JSON.stringify(said))).size).toBeGreaterThan(10);
  for (const { what, at, said } of moments) {
    const past = await loadPastFacts(pool, { ...ask, at });
    expect([what, past && { ...explainWatch(past.facts, at), names: past.childNames }]).toEqual([what, said]);
  }
});

test('a question about the past changes nothing for the next question on the same connection', async () => {
  const { pool } = care;
  const question = {
    userId: mother(),
    cameraId: camera(),
    holderId: null,
    address: null,
    isReasonGiven: false,
    viewId: null,
  };
  await Promise.all(
    Array.from({ length: 20 }, () => loadPastFacts(pool, { ...question, at: new Date('2020-01-01T00:00:00Z') })),
  );
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => loadWatchFacts(pool, { ...question, at: new Date() })),
  );
  expect(answers.every((answer) => answer !== null)).toBe(true);
});

test('a look is never rewritten: it ends once, and that is all', async () => {
  const { db } = care;
  const refused = /append-only/;
  await expect(db.$executeRaw`UPDATE viewing_session SET address = '192.0.2.9'`).rejects.toThrow(refused);
  await expect(db.$executeRaw`UPDATE viewing_session SET ended_at = now()`).rejects.toThrow(refused);
  await expect(db.$executeRaw`DELETE FROM viewing_session`).rejects.toThrow(refused);
  await expect(db.$executeRaw`TRUNCATE viewing_session`).rejects.toThrow(refused);
});

test('the history cannot be rewritten', async () => {
  const { db } = care;
  const refused = /append-only/;
  await expect(db.$executeRaw`UPDATE row_history SET row = '{}'`).rejects.toThrow(refused);
  await expect(db.$executeRaw`DELETE FROM row_history`).rejects.toThrow(refused);
  await expect(db.$executeRaw`TRUNCATE row_history`).rejects.toThrow(refused);
});
