import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type { ScanUploaded, WaitingScan } from '../../server/contract/consents.ts';
import type { z } from 'zod';
import { fileCall, ownOf } from '../support/consents.ts';
import { LiveRoom } from '../support/live-room.ts';
import { phonePhoto, pdf, pixelBomb, smallWebp, WRONG_FILES } from '../support/scan-files.ts';
import { hasLength, type Person } from '../support/test-server.ts';

type Bytes = Uint8Array<ArrayBuffer>;
let room: LiveRoom;
let mother: Person;
let director: Person;
beforeAll(async () => {
  room = await LiveRoom.open();
  mother = await room.signIn(room.nursery.duoduo.guardianId);
  director = await room.signIn(room.nursery.siteAdminId);
});
afterAll(async () => {
  await room.allLeave();
  await room.server.stop();
});

const db = () => room.server.database.db;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const query = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    childId: room.nursery.duoduo.childId,
    kind: 'insurance',
    until: inDays(90),
    ...more,
  }).toString();
const sendAs = (who: Person, file: Bytes, more?: Record<string, string>) =>
  fileCall(room.server, who, `/api/consents/scans?${query(more)}`, file);
const sent = async (file: Bytes, who: Person = mother): Promise<string> => {
  const answer = await sendAs(who, file);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as z.infer<typeof ScanUploaded>).scanId;
};
const look = (who: Person, scanId: string) => fileCall(room.server, who, `/api/admin/consents/scans/${scanId}`);
const problemOf = async (answer: Response) =>
  ((await answer.json()) as { problem: { code: string; fields?: Record<string, string> } }).problem;
const decide = (who: Person, scanId: string, how: string, body: object) =>
  who.call('POST', `/api/admin/consents/scans/${scanId}/${how}`, body);
const accepted = { validUntil: inDays(80), signedBy: null };
const waiting = async (who: Person) =>
  (await who.call('GET', `/api/admin/consents/scans?siteId=${room.nursery.siteId}`)).body as WaitingScan[];

test('a photograph is kept upright, not too large, and without where and by whom it was taken; sealed at rest', async () => {
  const photo = await phonePhoto();
  expect(Buffer.from(photo).includes('WANG-FANG-PHONE')).toBe(true);
  const scanId = await sent(photo);
  const answer = await look(director, scanId);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { width, height, exif, format } = await sharp(bytes).metadata();
  expect({ width, height, exif, format }).toEqual({ width: 1_200, height: 2_400, exif: undefined, format: 'jpeg' });
  expect(bytes.includes('WANG-FANG-PHONE')).toBe(false);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': 'attachment; filename="insurance.jpg"',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  });
  const { sealed } = await db().consentScan.findUniqueOrThrow({ where: { id: scanId } });
  expect(Buffer.from(sealed).includes(bytes.subarray(0, 64))).toBe(false);
  expect(sealed.length).toBe(bytes.length + 28);
});

test('a scan copied to another row does not open', async () => {
  const { sealed, ...scan } = await db().consentScan.findFirstOrThrow();
  const copy = await db().consentScan.create({ data: { ...scan, id: crypto.randomUUID(), sealed } });
  expect((await look(director, copy.id)).status).toBe(500);
});

test('a PDF is kept byte for byte, a WebP becomes a JPEG', async () => {
  const kept = await look(director, await sent(pdf()));
  expect(kept.headers.get('content-type')).toBe('application/pdf');
  expect(Buffer.from(await kept.arrayBuffer())).toEqual(Buffer.from(pdf()));
  const redrawn = await look(director, await sent(await smallWebp()));
  expect((await sharp(await redrawn.arrayBuffer()).metadata()).format).toBe('jpeg');
});

test.each(Object.entries(WRONG_FILES))(
  'attack: %s is refused with its reason, and nothing is kept',
  async (_, { bytes, fault }) => {
    const before = await db().consentScan.count();
    const problem = await problemOf(await sendAs(mother, bytes));
    expect(problem).toMatchObject({ code: 'bad-request', fields: { file: fault } });
    expect(await db().consentScan.count()).toBe(before);
  },
);

test('attack: a picture of 144 million pixels in a few kilobytes, and a file of fifty megabytes', async () => {
  const bomb = await pixelBomb();
  expect(bomb.length).toBeLessThan(1_000_000);
  expect(await problemOf(await sendAs(mother, bomb))).toMatchObject({ fields: { file: 'too-many-pixels' } });
  expect(await problemOf(await sendAs(mother, new Uint8Array(50_000_000)))).toMatchObject({ code: 'too-large' });
});

test('a policy needs its end, and one that is over already is refused', async () => {
  const until = (await problemOf(await sendAs(mother, pdf(), { until: inDays(-1) }))).fields;
  expect(until).toEqual({ until: 'in-the-past' });
  const path = `/api/consents/scans?childId=${room.nursery.duoduo.childId}&kind=insurance`;
  expect((await problemOf(await fileCall(room.server, mother, path, pdf()))).fields).toEqual({ until: 'needed' });
});

test('an accepted policy is an entry of the ledger with the end that the administrator read, and opens the room', async () => {
  const { duoduo } = room.nursery;
  await room.server.database.db.site.updateMany({ data: { roomConsentMode: 'enrolment' } });
  await room.checkIn(duoduo.childId);
  await db().consentEntry.create({
    data: { childId: duoduo.childId, kind: 'insurance', given: true, validUntil: new Date(Date.now() - 1_000) },
  });
  const { socket, person } = await room.come(duoduo.guardianId);
  await expect(room.openView(socket)).rejects.toThrow('refused');
  const scanId = await sent(pdf(), person);
  await expect(room.openView(socket)).rejects.toThrow('refused'); // it waits for a look
  expect((await ownOf(person))[0]?.scans[0]).toMatchObject({ scanId, state: 'waiting', kind: 'insurance' });
  const [first] = (await waiting(director)).filter((scan) => scan.scanId === scanId);
  expect(first).toMatchObject({ childName: '李朵朵', uploadedBy: { name: '王芳', relation: '妈妈' } });

  const before = socket.events.length;
  expect(await decide(director, scanId, 'accept', accepted)).toMatchObject({ status: 200, body: { endedViews: 0 } });

  await hasLength('her page is told to ask again', socket.events, before + 1);
  await room.openView(socket);
  const entry = await db().consentEntry.findFirstOrThrow({ where: { scanId } });
  expect(entry).toMatchObject({ kind: 'insurance', given: true, validUntil: new Date(accepted.validUntil) });
  expect((await ownOf(person))[0]?.scans[0]).toMatchObject({ scanId, state: 'accepted' });
  expect(await decide(director, scanId, 'refuse', { why: '看不清' })).toMatchObject({ status: 409 });
  expect((await decide(director, scanId, 'accept', accepted)).status).toBe(409);
  expect(await db().consentEntry.count({ where: { scanId } })).toBe(1);
});

test('what is sent back says why to the guardian, and makes no entry', async () => {
  const scanId = await sent(pdf());
  expect(await decide(director, scanId, 'refuse', { why: '保单号看不清，请重新拍' })).toMatchObject({ status: 204 });
  expect((await ownOf(mother))[0]?.scans[0]).toMatchObject({ state: 'refused', refusedWhy: '保单号看不清，请重新拍' });
  expect(await db().consentEntry.count({ where: { scanId } })).toBe(0);
  expect((await waiting(director)).map((scan) => scan.scanId)).not.toContain(scanId);
});

test('scans are read by who reads the family and by who sent them: everybody else hears of none; each look is recorded', async () => {
  const scanId = await sent(pdf());
  const { orgAdminId, otherSiteAdminId, shitou, inspectorId, duoduo } = room.nursery;
  const statusOf = async (userId: typeof orgAdminId, path: string) =>
    (await fileCall(room.server, await room.signIn(userId), path)).status;
  const office = `/api/admin/consents/scans/${scanId}`;
  const own = `/api/consents/scans/${scanId}`;
  expect(await statusOf(orgAdminId, office)).toBe(200); // the family's employer
  expect(await statusOf(inspectorId, office)).toBe(200);
  expect(await statusOf(otherSiteAdminId, office)).toBe(404);
  expect(await statusOf(shitou.guardianId, office)).toBe(403);
  expect(await statusOf(shitou.guardianId, own)).toBe(404);
  expect(await statusOf(duoduo.guardianId, own)).toBe(200);
  expect((await waiting(await room.signIn(otherSiteAdminId))).length).toBe(0);
  const looks = await db().auditEntry.findMany({ where: { action: 'scan-seen' }, orderBy: { id: 'asc' } });
  const ofThis = looks.filter(({ details }) => (details as { scanId: string }).scanId === scanId);
  expect(ofThis.map(({ actorId }) => actorId)).toEqual([orgAdminId, inspectorId, duoduo.guardianId]);
  await db().guardianship.update({ where: { id: duoduo.guardianshipId }, data: { custodyBlockedAt: new Date() } });
  expect(await statusOf(duoduo.guardianId, own)).toBe(404);
  expect((await sendAs(mother, pdf())).status).toBe(404);
  await db().guardianship.update({ where: { id: duoduo.guardianshipId }, data: { custodyBlockedAt: null } });
});

test('an administrator records a paper with its scan: sent, then accepted with who signed and when', async () => {
  const path = `/api/admin/consents/scans?${query({ kind: 'agreement' })}`;
  const answer = await fileCall(room.server, director, path, await phonePhoto(400, 300));
  const { scanId } = (await answer.json()) as { scanId: string };
  const signed = { validUntil: null, signedBy: room.nursery.duoduo.guardianId, signedOn: '2026-01-10', note: '纸质' };
  expect((await decide(director, scanId, 'accept', signed)).status).toBe(200);
  const entry = await db().consentEntry.findFirstOrThrow({ where: { scanId } });
  expect(entry).toMatchObject({ kind: 'agreement', userId: signed.signedBy, note: '纸质', address: null });
});

test('a scan is never changed after it was decided, nor removed', async () => {
  const { id } = await db().consentScan.findFirstOrThrow({ where: { decidedAt: { not: null } } });
  await expect(db().consentScan.update({ where: { id }, data: { refusedWhy: '改' } })).rejects.toThrow();
  await expect(db().consentScan.deleteMany({ where: { decidedAt: null } })).rejects.toThrow();
});
