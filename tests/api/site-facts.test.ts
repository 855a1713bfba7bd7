import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadSiteFacts, loadWatchFacts } from '../../server/access/watch-facts.ts';
import type { ChildId } from '../../server/contract/ids.ts';
import { openCare, type Care } from '../support/care.ts';
import { checkInChild } from '../support/nursery.ts';

let care: Care;
beforeAll(async () => {
  care = await openCare();
});
afterAll(() => care.close());

type Change = [what: string, change: () => Promise<unknown>];
const now = () => care.clock.now;

/** Each adds to those before it, so that the last rows hold everything a fact can be made of. */
const CHANGES: Change[] = [
  ['nobody has arrived', () => Promise.resolve()],
  ['a child has arrived', () => arrive(care.nursery.duoduo.childId)],
  ['the room follows the strict mode', () => updateSite({ roomConsentMode: 'strict' })],
  ['a second factor is asked for', () => updateSite({ secondFactorNeeded: true })],
  ['minutes are limited', () => updateSite({ viewMinutesPerDay: 60 })],
  ['a camera is paused', () => pause(care.nursery.toddlerCameraId)],
  ['a person is denied one camera', () => deny(care.nursery.toddlerCameraId)],
  ['a person is denied every camera', () => deny(null)],
  ['a person has a grant', () => grant()],
  ['a person has watched and watches', () => watch()],
  ['an account is suspended', () => suspend()],
];

const arrive = (childId: ChildId) =>
  checkInChild(care.db, {
    childId,
    classroomId: care.nursery.toddlerRoomId,
    actorId: care.nursery.caregiverId,
    at: now(),
    day: '2026-06-03',
  });
const updateSite = (data: object) => care.db.site.update({ where: { id: care.nursery.siteId }, data });
const hence = (minutes: number) => new Date(now().getTime() + minutes * 60_000);
const person = () => care.nursery.duoduo.guardianId;
const pause = (cameraId: string) =>
  care.db.cameraPause.create({ data: { cameraId, startedAt: now(), endsAt: hence(10), startedBy: person() } });
const deny = (cameraId: string | null) =>
  care.db.viewingDeny.create({ data: { userId: person(), cameraId, createdBy: care.nursery.siteAdminId } });
const grant = () =>
  care.db.viewingGrant.create({
    data: {
      userId: person(),
      cameraId: care.nursery.toddlerCameraId,
      startsAt: now(),
      endsAt: hence(60),
      givenBy: care.nursery.siteAdminId,
    },
  });
const watch = () =>
  care.db.viewingSession.createMany({
    data: [null, hence(-5)].map((endedAt) => ({
      id: crypto.randomUUID(),
      userId: person(),
      cameraId: care.nursery.toddlerCameraId,
      childId: care.nursery.duoduo.childId,
      openedAt: hence(-20),
      leaseUntil: hence(1),
      endedAt,
      address: '192.0.2.1',
      userAgent: 'test',
      day: new Date('2026-06-03'),
    })),
  });
const suspend = () => care.db.user.update({ where: { id: person() }, data: { suspendedAt: now() } });

test.each(CHANGES)('every person and camera of the site at once is as each one alone: %s', async (_what, change) => {
  await change();
  const { pool, db, nursery } = care;
  const users = (await db.user.findMany({ select: { id: true } })).map(({ id }) => id);
  const cameras = await db.camera.findMany({ where: { siteId: nursery.siteId }, select: { id: true } });
  const site = await loadSiteFacts(pool, nursery.siteId, users, now());
  for (const userId of users) {
    for (const { id: cameraId } of cameras) {
      const question = {
        userId,
        cameraId,
        at: now(),
        holderId: null,
        address: null,
        isReasonGiven: false,
        viewId: null,
      };
      const alone = await loadWatchFacts(pool, question);
      expect(site.factsOf(userId, cameraId)).toEqual(alone?.facts);
    }
  }
  expect(users.length * cameras.length).toBeGreaterThan(10);
});
