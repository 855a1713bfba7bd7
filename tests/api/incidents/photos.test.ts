import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type { IncidentFile } from '../../../server/contract/incident-file.ts';
import type { IncidentPhotos } from '../../../server/contract/incident-photos.ts';
import type { OwnIncidents } from '../../../server/contract/own-incidents.ts';
import type { UserId } from '../../../server/contract/ids.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';
import { HIDDEN, noPhotos, ODD_PICTURES } from '../../support/photo-files.ts';
import { phonePhoto, smallWebp } from '../../support/scan-files.ts';
import { askAt } from '../../support/security-ask.ts';

let work: Clockwork;
type Ask = Awaited<ReturnType<Clockwork['as']>>;
let tablet: Ask;
let director: Ask;
let caregiver: string;
let incidentId: string;
beforeAll(async () => {
  work = await openClockwork();
  work.at('10:15');
  tablet = await work.tablet(work.nursery.toddlerRoomId, work.nursery.caregiverId);
  director = await work.as(work.nursery.siteAdminId);
});
afterAll(() => work.stop());
beforeEach(async () => {
  caregiver = await work.tokenOf(work.nursery.caregiverId); // a sign-in of its own, so that no test spends another's tries
  const { duoduo, shitou, toddlerRoomId: classroomId } = work.nursery;
  incidentId = randomUUID();
  const flagged = { kind: 'bite', childIds: [duoduo.childId, shitou.childId], classroomId };
  await tablet('POST', '/api/incidents', { incidentId, ...flagged, happenedAt: work.clock.now.toISOString() });
});

const duoduo = () => work.nursery.duoduo;
const shitou = () => work.nursery.shitou;
const photosAt = (of = incidentId) => `/api/incidents/${of}/photos`;

const send = (
  raw: Uint8Array<ArrayBuffer>,
  { photoId = randomUUID(), childId = '', token = caregiver, of = incidentId } = {},
) =>
  askAt(work.server.url, {
    ...{ method: 'POST', path: `${photosAt(of)}?photoId=${photoId}${childId && `&childId=${childId}`}`, raw, token },
    headers: { 'content-type': 'application/octet-stream' },
  });
const added = async (childId = '') => {
  const photoId = randomUUID();
  expect((await send(await smallWebp(), { photoId, childId })).code).toBe('ok');
  return photoId;
};
const look = async (path: string, token = caregiver) => {
  const answer = await fetch(`${work.server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};
const rows = () => work.db.incidentPhoto.findMany({ where: { incidentId }, orderBy: { addedAt: 'asc' } });
const listed = (body: unknown) => (body as IncidentPhotos).photos.map(({ photoId, childId }) => ({ photoId, childId }));
const acts = async () =>
  (await work.db.auditEntry.findMany({ where: { action: { startsWith: 'incident-photo' } }, orderBy: { id: 'asc' } }))
    .filter(({ details }) => (details as { incidentId: string }).incidentId === incidentId)
    .map(({ action }) => action.replace('incident-photo-', ''));
const step = async (by: Ask, what: object) =>
  (await by('POST', `/api/incidents/${incidentId}/steps`, { stepId: randomUUID(), ...what })).status;
const publish = async () => {
  const children = [duoduo(), shitou()].map(({ childId }) => ({ childId, told: '冷敷后没有破皮。' }));
  const steps = [
    await step(tablet, { kind: 'detailed', details: { children } }),
    await step(tablet, { kind: 'submitted' }),
    await step(director, { kind: 'published' }),
  ];
  expect(steps).toEqual([200, 200, 200]);
};
const own = (photoId: string, size = 'full') => `/api/own-incidents/${incidentId}/photos/${photoId}?size=${size}`;

test('a photo is drawn anew, upright and small, without place and owner, sealed at rest, and cached nowhere', async () => {
  const photoId = randomUUID();
  const answer = await send(await phonePhoto(4_000, 2_000), { photoId, childId: duoduo().childId });
  const photo = { photoId, childId: duoduo().childId, width: 800, height: 1_600, by: '林老师' };
  expect(JSON.parse(answer.text)).toEqual({ photos: [{ ...photo, addedAt: work.clock.now.toISOString() }] });

  const [stored] = await rows();
  for (const bytes of [stored!.sealed!, stored!.thumb!].map((sealed) => Buffer.from(sealed))) {
    expect(bytes.includes(Buffer.from([255, 216, 255]))).toBe(false);
    expect(
      await sharp(bytes)
        .metadata()
        .catch(() => null),
    ).toBeNull();
  }
  for (const [size, width, height] of [['full', 800, 1_600] as const, ['thumb', 160, 320] as const]) {
    const shown = await look(`${photosAt()}/${photoId}?size=${size}`);
    expect(shown.status).toBe(200);
    expect(await sharp(shown.bytes).metadata()).toMatchObject({ format: 'jpeg', width, height });
    const { exif, icc, iptc, xmp, orientation } = await sharp(shown.bytes).metadata();
    expect({ exif, icc, iptc, xmp, orientation }).toEqual({});
    expect(shown.bytes.toString('latin1')).not.toMatch(HIDDEN);
    expect(shown.headers.get('cache-control')).toBe('private, no-store');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
  }
  expect(await acts()).toEqual(['added', 'seen']); // a thumbnail is no look
  const told = await work.db.event.findMany({ where: { type: 'incident:changed' }, orderBy: { id: 'desc' }, take: 1 });
  expect(told).toMatchObject([{ payload: { incidentId, step: 'detailed' } }]);
});

test.each(Object.entries(ODD_PICTURES))('%s is kept as a still picture and nothing else', async (_what, make) => {
  const photoId = randomUUID();
  expect((await send(await make(), { photoId })).code).toBe('ok');
  for (const size of ['full', 'thumb']) {
    const { bytes } = await look(`${photosAt()}/${photoId}?size=${size}`);
    const { format, width, height, pages, space } = await sharp(bytes, { pages: -1 }).metadata();
    expect({ format, width, height, pages, space }).toEqual({ format: 'jpeg', width: 60, height: 40, space: 'srgb' });
    expect(bytes.subarray(-2).toString('hex')).toBe('ffd9');
    expect(bytes.toString('latin1')).not.toMatch(HIDDEN);
  }
});

test('what is no photo is refused with its reason and leaves no row: SVG, page, HEIC, bomb of pixels, half a picture, nothing', async () => {
  for (const [what, { bytes, fault }] of Object.entries(await noPhotos())) {
    const { code, problem } = await send(bytes);
    expect([what, code, problem?.fields]).toEqual([what, 'bad-request', { file: fault }]);
  }
  expect((await send(new Uint8Array(16 * 1024 * 1024))).code).toBe('too-large');
  expect(await rows()).toEqual([]);
  expect(await acts()).toEqual([]);
});

test('the same photo sent twice, also at once, is one; its id for another incident is refused; removed it does not come back', async () => {
  const photoId = randomUUID();
  const picture = await smallWebp();
  const answers = await Promise.all([1, 2, 3].map(() => send(picture, { photoId })));
  expect(answers.map(({ code }) => code)).toEqual(['ok', 'ok', 'ok']);
  expect(await rows()).toHaveLength(1);
  expect(await acts()).toEqual(['added']);
  const of = randomUUID();
  const room = { classroomId: work.nursery.toddlerRoomId, happenedAt: work.clock.now.toISOString() };
  await tablet('POST', '/api/incidents', { incidentId: of, kind: 'fall', childIds: [], ...room });
  expect((await send(picture, { photoId, of })).code).toBe('conflict');
  await tablet('DELETE', `${photosAt()}/${photoId}`);
  expect(listed(JSON.parse((await send(picture, { photoId })).text))).toEqual([]);
});

test('twelve at most, also of those that come at once; what is removed makes room', async () => {
  const picture = await smallWebp();
  const codes = (await Promise.all(Array.from({ length: 14 }, () => send(picture)))).map(({ code }) => code);
  expect(codes.filter((code) => code === 'ok')).toHaveLength(12);
  expect((await send(picture)).problem?.fields).toEqual({ file: 'too-many' });
  await tablet('DELETE', `${photosAt()}/${(await rows())[0]!.id}`);
  expect((await send(picture)).code).toBe('ok');
});

test('somebody who sends photos without end waits', async () => {
  const picture = await smallWebp();
  const { duoduo: of } = work.nursery;
  const incidents = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const id = randomUUID();
      const room = { classroomId: work.nursery.toddlerRoomId, happenedAt: work.clock.now.toISOString() };
      await tablet('POST', '/api/incidents', { incidentId: id, kind: 'fall', childIds: [of.childId], ...room });
      return id;
    }),
  );
  const codes = [];
  for (const each of incidents)
    codes.push(...(await Promise.all(Array.from({ length: 12 }, () => send(picture, { of: each })))));
  expect(codes.filter(({ code }) => code === 'too-many-tries')).toHaveLength(12);
});

test('before publication it goes to one child’s family or none, or is removed: its bytes are gone, who removed it stays', async () => {
  const photoId = await added();
  const path = `${photosAt()}/${photoId}`;
  const moved = await tablet('PATCH', path, { childId: shitou().childId });
  expect(listed(moved.body)).toEqual([{ photoId, childId: shitou().childId }]);
  expect((await tablet('PATCH', path, { childId: work.nursery.anan.childId })).status).toBe(404);
  expect((await send(await smallWebp(), { childId: work.nursery.anan.childId })).code).toBe('not-found');
  expect(listed((await tablet('DELETE', path)).body)).toEqual([]);
  expect(listed((await tablet('DELETE', path)).body)).toEqual([]);
  expect(await rows()).toMatchObject([
    { sealed: null, thumb: null, removedAt: work.clock.now, removedBy: work.nursery.caregiverId },
  ]);
  expect((await look(path)).status).toBe(404);
  expect((await tablet('PATCH', path, { childId: null })).status).toBe(404);
  expect(await acts()).toEqual(['added', 'moved', 'removed']);
});

test('a draft’s are the room’s, what lies before the director is theirs, and what is published stands', async () => {
  const photoId = await added(duoduo().childId);
  const path = `${photosAt()}/${photoId}`;
  await step(tablet, { kind: 'submitted' });
  expect((await tablet('DELETE', path)).status).toBe(403);
  expect((await send(await smallWebp())).code).toBe('forbidden');
  expect((await director('PATCH', path, { childId: null })).status).toBe(200);
  expect((await director('PATCH', path, { childId: duoduo().childId })).status).toBe(200);
  await step(director, { kind: 'returned', reason: '请补' });
  await publish();
  const token = await work.tokenOf(work.nursery.siteAdminId);
  expect((await send(await smallWebp(), { token })).code).toBe('incident-not-now');
  expect((await send(await smallWebp(), { photoId })).code).toBe('ok'); // the answer to an earlier sending was lost
  expect((await director('PATCH', path, { childId: null })).status).toBe(409);
  expect((await director('DELETE', path)).status).toBe(409);
  expect(await rows()).toMatchObject([{ id: photoId, childId: duoduo().childId, removedAt: null }]);
});

test('the database itself takes no change of what is published, of a photo’s bytes, or back of what was removed', async () => {
  const photoId = await added(duoduo().childId);
  const change = (data: object, id = photoId) => work.db.incidentPhoto.update({ where: { id }, data });
  const bytes = new Uint8Array([1]);
  const { anan } = work.nursery;
  for (const data of [
    { sealed: bytes },
    { thumb: bytes },
    { width: 1 },
    { addedBy: anan.guardianId },
    { childId: anan.childId },
  ])
    await expect(change(data)).rejects.toThrow();
  await expect(work.db.incidentPhoto.delete({ where: { id: photoId } })).rejects.toThrow();
  const gone = await added();
  await tablet('DELETE', `${photosAt()}/${gone}`);
  await expect(change({ removedAt: null, removedBy: null, sealed: bytes, thumb: bytes }, gone)).rejects.toThrow();
  const [before] = await rows();
  await publish();
  await expect(change({ childId: null })).rejects.toThrow();
  await expect(
    change({ sealed: null, thumb: null, removedAt: new Date(), removedBy: work.nursery.caregiverId }),
  ).rejects.toThrow();
  await expect(work.db.incidentPhoto.create({ data: { ...before!, id: randomUUID() } })).rejects.toThrow();
});

test('a guardian sees their own child’s after publication only, and nothing of another child, of the nursery’s own, or once the right ended', async () => {
  const [mine, others, nurserys] = [await added(duoduo().childId), await added(shitou().childId), await added()];
  const mother = await work.tokenOf(duoduo().guardianId);
  const status = async (path: string, token = mother) => (await look(path, token)).status;
  expect(await status(own(mine))).toBe(404);
  const file = (await director('GET', `/api/incidents/${incidentId}`)).body as IncidentFile;
  expect(
    listed(file)
      .map(({ photoId }) => photoId)
      .sort(),
  ).toEqual([mine, others, nurserys].sort());
  const preview = file.families.map(({ childId, view }) => [childId, view.photos.map(({ photoId }) => photoId)]);
  expect(Object.fromEntries(preview)).toEqual({ [duoduo().childId]: [mine], [shitou().childId]: [others] });
  await publish();
  const ofOwn = async (userId: UserId) =>
    ((await (await work.as(userId))('GET', '/api/own-incidents')).body as OwnIncidents).incidents.filter(
      (each) => each.incidentId === incidentId,
    );
  expect((await ofOwn(duoduo().guardianId)).map(({ photos }) => photos)).toEqual([
    [{ photoId: mine, width: 40, height: 60 }],
  ]);
  expect([await status(own(mine)), await status(own(mine, 'thumb'))]).toEqual([200, 200]);
  expect([await status(own(others)), await status(own(nurserys)), await status(own(randomUUID()))]).toEqual([
    404, 404, 404,
  ]);
  expect(await status(own(mine), await work.tokenOf(shitou().guardianId))).toBe(404);
  expect(await status(own(mine).replace(incidentId, randomUUID()))).toBe(404);
  expect(await status(`${photosAt()}/${mine}`)).toBe(403); // the staff's door
  const link = { userId_childId: { userId: duoduo().guardianId, childId: duoduo().childId } };
  await work.db.guardianship.update({ where: link, data: { withdrawnAt: work.clock.now } });
  expect(await status(own(mine))).toBe(404);
  await work.db.guardianship.update({ where: link, data: { withdrawnAt: null } });
});

test('a tablet of another room, one where nobody acts, and a caregiver of elsewhere see nothing', async () => {
  const path = `${photosAt()}/${await added()}`;
  const { seniorRoomId, seniorCaregiverId, toddlerRoomId } = work.nursery;
  const other = await work.tablet(seniorRoomId, seniorCaregiverId);
  expect((await other('GET', path)).status).toBe(404);
  const nobody = await work.tablet(toddlerRoomId, null);
  expect((await nobody('GET', path)).body).toMatchObject({ problem: { code: 'who-is-acting' } });
  expect((await look(path, await work.tokenOf(seniorCaregiverId))).status).toBe(404);
});
