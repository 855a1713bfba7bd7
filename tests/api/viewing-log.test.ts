import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ClassroomId, UserId } from '../../server/contract/ids.ts';
import { readOwnViewingLog } from '../../server/home/viewing-log.ts';
import type { AskingUser } from '../../server/platform/asking.ts';
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { forgetLooks } from '../support/as-owner.ts';
import { checkInChild, makeFamily, makeNursery, makePerson, type Nursery } from '../support/nursery.ts';
import { openTestDatabase } from '../support/test-database.ts';

const NOW = new Date('2026-06-03T08:00:00Z'); // four in the afternoon in Shanghai
const at = (clock: string) => new Date(`2026-06-03T${clock}:00+08:00`);

let testDatabase: { url: string; close: () => Promise<void> };
let database: Database;
let nursery: Nursery;
beforeAll(async () => {
  testDatabase = await openTestDatabase();
  database = openDatabase(testDatabase.url);
  nursery = await makeNursery(database.db);
  // 朵朵 is in the toddler room from 09:00 to 11:00, then in the senior room until she is fetched at 15:00.
  await tap(nursery.duoduo.childId, nursery.toddlerRoomId, 'checked_in', '09:00');
  await tap(nursery.duoduo.childId, nursery.seniorRoomId, 'checked_in', '11:00');
  await tap(nursery.duoduo.childId, nursery.seniorRoomId, 'checked_out', '15:00');
});
afterAll(async () => {
  await database.close();
  await testDatabase.close();
});
beforeEach(() => forgetLooks(database.db));

const tap = (childId: string, classroomId: ClassroomId, kind: string, clock: string, day = '2026-06-03') =>
  database.db.attendanceEvent.create({
    data: {
      ...{ id: randomUUID(), childId, classroomId, kind, actorId: nursery.caregiverId },
      ...{ happenedAt: at(clock), recordedAt: at(clock), day: new Date(`${day}T00:00:00Z`) },
    },
  });

type Look = { userId: UserId; cameraId: string; childId?: string; as?: string; from: Date; to: Date | null };
const look = ({ userId, cameraId, childId, as = 'guardian', from, to }: Look) =>
  database.db.viewingSession.create({
    data: {
      ...{ id: randomUUID(), userId, cameraId, childId: childId ?? null, viewedAs: as, openedAt: from, endedAt: to },
      ...{ leaseUntil: to ?? NOW, address: '192.0.2.7', userAgent: 'test', day: new Date('2026-06-03T00:00:00Z') },
    },
  });

const seenBy = async (userId: UserId) => {
  const { looks } = await readOwnViewingLog({ db: database.db, now: () => NOW }, { userId } as AskingUser);
  return looks.map(({ as, name, cameraName }) => [as, name, cameraName]);
};

test('looks are shown into the room where the child was, while it was there, and into no other', async () => {
  const { toddlerCameraId: toddler, seniorCameraId: senior, siteAdminId: userId, duoduo } = nursery;
  const staff = (cameraId: string, from: string, to: string) =>
    look({ userId, cameraId, as: 'staff', from: at(from), to: at(to) });
  await staff(toddler, '08:00', '08:59'); // not there yet
  await staff(toddler, '10:58', '11:10'); // shown: it began while she was there
  await staff(toddler, '11:30', '11:40'); // in the other room by now
  await staff(senior, '10:00', '10:10'); // not there yet
  await staff(senior, '10:50', '11:10'); // shown: it went on when she came
  await staff(senior, '15:30', '15:40'); // fetched
  expect(await seenBy(duoduo.guardianId)).toEqual([
    ['staff', '陈园长', '小雨滴班 全景'],
    ['staff', '陈园长', '大树班 全景'],
  ]);
});

test('one’s own and one’s family’s looks are named, another family’s and a guest’s are not', async () => {
  const { toddlerCameraId: cameraId, duoduo, shitou, inspectorId, db } = { ...nursery, db: database.db };
  const father = await makePerson(db, '李建国');
  await db.guardianship.create({ data: { childId: duoduo.childId, userId: father, relation: '爸爸' } });
  const span = { cameraId, to: at('10:30') };
  await look({ ...span, userId: duoduo.guardianId, childId: duoduo.childId, from: at('10:04') });
  await look({ ...span, userId: father, childId: duoduo.childId, from: at('10:03') });
  await look({ ...span, userId: shitou.guardianId, childId: shitou.childId, from: at('10:02') });
  await look({ ...span, userId: inspectorId, as: 'guest', from: at('10:01') });
  expect(await seenBy(duoduo.guardianId)).toEqual([
    ['self', '王芳', '小雨滴班 全景'],
    ['own-family', '李建国', '小雨滴班 全景'],
    ['other-family', null, '小雨滴班 全景'],
    ['guest', null, '小雨滴班 全景'],
  ]);
  expect((await seenBy(shitou.guardianId)).map(([as]) => as)).toEqual([]); // 小石头 was never here
});

test('a member of staff who has left since is still told as staff', async () => {
  const { otherCaregiverId: userId, seniorCameraId: cameraId, duoduo } = nursery;
  await look({ userId, cameraId, as: 'staff', from: at('12:00'), to: at('12:10') });
  await database.db.roleAssignment.deleteMany({ where: { userId } });
  expect(await seenBy(duoduo.guardianId)).toEqual([['staff', '高老师', '大树班 全景']]);
});

test('a guardian without the right, or blocked, reads nothing; nothing is older than thirty days', async () => {
  const { siteAdminId: userId, toddlerCameraId: cameraId, anan, toddlerRoomId: classroomId } = nursery;
  const child = { childId: anan.childId, classroomId, actorId: nursery.caregiverId };
  await checkInChild(database.db, { ...child, at: at('09:00'), day: '2026-06-03' });
  await look({ userId, cameraId, as: 'staff', from: at('10:00'), to: null });
  const longAgo = new Date('2026-04-20T02:00:00Z');
  await checkInChild(database.db, { ...child, at: longAgo, day: '2026-04-20' });
  await look({ userId, cameraId, as: 'staff', from: longAgo, to: new Date('2026-04-20T02:10:00Z') });
  expect(await seenBy(anan.guardianId)).toHaveLength(1);
  const where = { id: anan.guardianshipId };
  for (const data of [{ withdrawnAt: NOW }, { withdrawnAt: null, custodyBlockedAt: NOW }]) {
    await database.db.guardianship.update({ where, data });
    expect(await seenBy(anan.guardianId)).toEqual([]);
  }
});

test('a check-in that was taken back was no presence', async () => {
  const { shitou, toddlerRoomId, siteAdminId, toddlerCameraId, caregiverId } = nursery;
  const { id } = await tap(shitou.childId, toddlerRoomId, 'checked_in', '12:00');
  await look({ userId: siteAdminId, cameraId: toddlerCameraId, as: 'staff', from: at('12:30'), to: at('12:40') });
  expect(await seenBy(shitou.guardianId)).toHaveLength(1);
  await database.db.attendanceEvent.create({
    data: {
      ...{ id: randomUUID(), childId: shitou.childId, classroomId: toddlerRoomId, kind: 'undone', undoesId: id },
      ...{
        actorId: caregiverId,
        happenedAt: at('12:50'),
        recordedAt: at('12:50'),
        day: new Date('2026-06-03T00:00:00Z'),
      },
    },
  });
  expect(await seenBy(shitou.guardianId)).toEqual([]);
});

test('still pictures are looks too: records that lie near each other are one, and the same names are kept from families', async () => {
  const { siteAdminId, toddlerCameraId: cameraId, duoduo, shitou } = nursery;
  const still = (actorId: string, clock: string, as: string, childId?: string) =>
    database.db.auditEntry.create({
      data: { action: 'still-seen', at: at(clock), actorId, cameraId, childId: childId ?? null, details: { as } },
    });
  await still(siteAdminId, '08:30', 'staff'); // she was not there yet
  for (const clock of ['09:10', '09:20', '09:30', '10:10']) await still(siteAdminId, clock, 'staff');
  await still(shitou.guardianId, '09:15', 'guardian', shitou.childId);
  const { looks } = await readOwnViewingLog({ db: database.db, now: () => NOW }, {
    userId: duoduo.guardianId,
  } as AskingUser);
  expect(looks.map(({ kind, as, name, at: from, until }) => [kind, as, name, from, until])).toEqual([
    ['stills', 'staff', '陈园长', at('10:10').toISOString(), at('10:10').toISOString()],
    ['stills', 'other-family', null, at('09:15').toISOString(), at('09:15').toISOString()],
    ['stills', 'staff', '陈园长', at('09:10').toISOString(), at('09:30').toISOString()],
  ]);
});

test('many families do not push the few looks of staff out of the list, and it says from when on families are all there', async () => {
  const { siteAdminId, toddlerCameraId: cameraId, duoduo, shitou } = nursery;
  await look({ userId: siteAdminId, cameraId, as: 'staff', from: at('09:01'), to: at('09:02') });
  const views = Array.from({ length: 301 }, (_, second) => ({
    ...{ id: randomUUID(), userId: shitou.guardianId, cameraId, childId: shitou.childId, viewedAs: 'guardian' },
    ...{ openedAt: new Date(at('09:05').getTime() + second * 1_000), endedAt: at('09:20'), leaseUntil: at('09:20') },
    ...{ address: '192.0.2.7', userAgent: 'test', day: new Date('2026-06-03T00:00:00Z') },
  }));
  await database.db.viewingSession.createMany({ data: views });
  const log = await readOwnViewingLog({ db: database.db, now: () => NOW }, { userId: duoduo.guardianId } as AskingUser);
  expect(log.looks.filter(({ as, kind }) => as === 'staff' && kind === 'view')).toHaveLength(1);
  const families = log.looks.filter(({ as }) => as === 'other-family');
  expect(families).toHaveLength(300);
  expect(log.familiesSince).toBe(families.at(-1)?.at);
});

test('a corrected time is the time: looks while the child was there by it are shown, the others are not', async () => {
  const { siteId, seniorRoomId, seniorCameraId: cameraId, siteAdminId: userId } = nursery;
  const named = { child: '新苗', guardian: '新苗妈妈' };
  const family = await makeFamily(database.db, { siteId, classroomId: seniorRoomId, ...named });
  await tap(family.childId, seniorRoomId, 'checked_in', '08:00');
  const wrong = await tap(family.childId, seniorRoomId, 'checked_out', '09:00');
  const of = { childId: family.childId, classroomId: seniorRoomId, kind: 'checked_out', actorId: nursery.caregiverId };
  const when = { happenedAt: at('12:30'), recordedAt: at('13:00'), day: new Date('2026-06-03T00:00:00Z') };
  const why = { undoesId: wrong.id, reason: '点早了' };
  await database.db.attendanceEvent.create({ data: { id: randomUUID(), ...of, ...when, ...why } });
  const staff = (from: string, to: string) => look({ userId, cameraId, as: 'staff', from: at(from), to: at(to) });
  await staff('10:00', '10:10'); // shown: by the correction the child was there
  await staff('13:00', '13:10');
  const { looks } = await readOwnViewingLog({ db: database.db, now: () => NOW }, {
    userId: family.guardianId,
  } as AskingUser);
  expect(looks.map((shown) => shown.at)).toEqual([at('10:00').toISOString()]);
});
