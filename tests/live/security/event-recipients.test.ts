import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventPage, EventType, EventView } from '../../../server/contract/events.ts';
import { appendEvent, type NewEvent } from '../../../server/events/append-event.ts';
import { RECIPIENT_LASTS_MS } from '../../../server/events/fan-out.ts';
import { castAt, type Cast } from '../../support/security-cast.ts';
import { startSecuredAlone, type SecuredServer } from '../../support/security-server.ts';
import { connectSocket, type TestSocket } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

/** Whoever may have a page open. The neighbour's child is in the same room; the others are of other rooms and sites. */
const RECIPIENTS = [
  'mother',
  'neighbour',
  'otherMother',
  'blockedFather',
  'caregiver',
  'otherCaregiver',
  'siteAdmin',
  'operatorAdmin',
  'inspector',
  'otherSiteAdmin',
  'orgAdmin',
] as const;
type Recipient = (typeof RECIPIENTS)[number];
type Told = Partial<Record<Recipient, object>>;
type Case = { event: Omit<NewEvent, 'type' | 'at'>; told: Told };

const ALARM = randomUUID();
const NOTICE = randomUUID();
const ALERT = randomUUID();
const CHECK = randomUUID();

let server: SecuredServer;
let cast: Cast;
const sockets = {} as Record<Recipient, TestSocket>;

beforeAll(async () => {
  server = await startSecuredAlone();
  cast = await castAt(server.database.db);
  for (const recipient of RECIPIENTS)
    sockets[recipient] = await connectSocket(server, await cast.tokenOf(userOf(recipient)));
});
afterAll(async () => {
  for (const socket of Object.values(sockets)) socket.close();
  await server.stop();
});

const userOf = (recipient: Recipient) => {
  const { nursery, blockedFatherId } = cast;
  return {
    mother: nursery.duoduo.guardianId,
    neighbour: nursery.shitou.guardianId,
    otherMother: nursery.anan.guardianId,
    blockedFather: blockedFatherId,
    caregiver: nursery.caregiverId,
    otherCaregiver: nursery.seniorCaregiverId,
    siteAdmin: nursery.siteAdminId,
    operatorAdmin: nursery.operatorAdminId,
    inspector: nursery.inspectorId,
    otherSiteAdmin: nursery.otherSiteAdminId,
    orgAdmin: nursery.orgAdminId,
  }[recipient];
};

/** Of each type what is written, and what each recipient is told, to the last field. A new type is asked for by the compiler. */
const CASES: Record<EventType | 'alert:raised of health', () => Case> = {
  'attendance:checked-in': () =>
    ofChild({ by: '林老师', withName: null }, { by: cast.nursery.caregiverId, withUserId: null }),
  'attendance:transferred': () =>
    ofChild(
      { by: '林老师', fromClassroomName: '大树班' },
      { by: cast.nursery.caregiverId, fromClassroomId: cast.nursery.seniorRoomId },
    ),
  'attendance:corrected': () => {
    const what = { kind: 'checked_in', was: '2026-06-03T01:00:00.000Z', becomes: null };
    return ofChild({ by: '林老师', ...what, withName: null }, { by: cast.nursery.caregiverId, ...what });
  },
  'attendance:contradicted': () => onlyStaff(ofChild({ by: '林老师' }, { by: cast.nursery.caregiverId })),
  'attendance:moved-away': () =>
    onlyStaff(
      ofChild(
        { by: '林老师', toClassroomName: '大树班' },
        { by: cast.nursery.caregiverId, toClassroomId: cast.nursery.seniorRoomId },
      ),
    ),
  'attendance:checked-out': () =>
    ofChild(
      { by: '林老师', withName: '王芳' },
      { by: cast.nursery.caregiverId, withUserId: cast.nursery.duoduo.guardianId },
    ),
  'attendance:undone': () =>
    ofChild({ by: '林老师', undid: 'checked_in' }, { by: cast.nursery.caregiverId, undid: 'checked_in' }),
  'notice:given': () => ofNotice(),
  'notice:withdrawn': () => ofNotice(),
  // Not to who only inspects.
  'health:checked': () => {
    const found = { checkId: CHECK, period: 'morning', temperature: 376, isAbnormal: true };
    return ofHealth(
      { by: '林老师', ...found, signs: ['fever', 'cough'], takenBack: false, corrects: false },
      { by: cast.nursery.caregiverId, ...found, signs: 'fever cough', takenBack: false, corrects: false },
    );
  },
  'health:followed-up': () => {
    const done = { checkId: CHECK, kind: 'called', temperature: null };
    return ofHealth({ by: '林老师', ...done }, { by: cast.nursery.caregiverId, ...done });
  },
  'camera:paused': () => ofRoom({ until: '2026-06-03T01:00:00.000Z' }, { until: '2026-06-03T01:00:00.000Z' }),
  'camera:resumed': () => ofRoom({}, {}),
  'camera:state': () => {
    const { event, told } = ofRoom({ phase: 'offline', fault: null }, { phase: 'offline', fault: 'wrong-password' });
    const withFault = { ...told.caregiver, fault: 'wrong-password' };
    return { event, told: { ...told, caregiver: withFault, siteAdmin: withFault } };
  },
  'access:changed': () => {
    const { siteId, classroomId, family } = cast.here;
    const event = { siteId, classroomId, userId: family.guardianId };
    const told = { mother: { siteId, own: true }, ...toEach(['caregiver', 'siteAdmin'], { siteId, own: false }) };
    return { event, told };
  },
  'watching:changed': () => {
    const { siteId, classroomId, cameraId } = cast.here;
    const told = toEach(['caregiver', 'siteAdmin'], { siteId, classroomId, cameraId });
    return { event: { siteId, classroomId, cameraId, userId: cast.here.family.guardianId }, told };
  },
  'staffing:changed': () => {
    const { siteId, classroomId } = cast.here;
    const told = toEach(['caregiver', 'siteAdmin'], { siteId, classroomId, by: '林老师' });
    return { event: { siteId, classroomId, payload: { by: cast.nursery.caregiverId } }, told };
  },
  'ratio:breached': () => ofBreach({ children: 16, staff: 3, limit: 5, rule: 'standard-20' }),
  'ratio:restored': () => ofBreach({}),
  // What a family should answer; that a child is a little late is for its room.
  'alert:raised': () => ofAlert({ isEscalated: false }),
  'alert:cleared': () => ofAlert({}),
  // What ails a child: its family has heard of the check itself, and who only inspects hears nothing.
  'alert:raised of health': () => {
    const alert = { alertId: ALERT, kind: 'health', dueAt: '2026-06-03T00:00:00.000Z', isEscalated: true };
    return onlyStaff(ofHealth(alert, alert));
  },
  'room:checked': () => {
    const { siteId, classroomId } = cast.here;
    const told = toEach(['caregiver', 'siteAdmin'], { siteId, classroomId, kind: 'sleep_checked' });
    return { event: { siteId, classroomId, payload: { kind: 'sleep_checked' } }, told };
  },
  // Neither the one who looked, nor who only inspects.
  'look:reasoned': () => {
    const { siteId, classroomId, cameraId } = cast.here;
    const viewId = randomUUID();
    const { operatorAdminId } = cast.nursery;
    const event = { siteId, classroomId, cameraId, userId: operatorAdminId, payload: { viewId, by: operatorAdminId } };
    const view = { siteId, classroomId, cameraId, cameraName: '小雨滴班 全景', viewId, by: '周运营' };
    return { event, told: { siteAdmin: view } };
  },
  'look:known': () => {
    const { siteId } = cast.here;
    return { event: { siteId }, told: toEach(['siteAdmin'], { siteId }) };
  },
  'pickup:changed': () =>
    ofChild({ by: '王芳', personName: '', what: 'named' }, { by: cast.here.family.guardianId, what: 'named' }),
  // Neither the family nor the room: who stands there must not learn from a screen that the director was called.
  'pickup:alarm': () => {
    const { event, told } = ofChild(
      { childName: '李朵朵', by: '林老师', personName: '李强', what: 'here', alarmId: ALARM },
      { by: cast.nursery.caregiverId, personId: cast.blockedFatherId, what: 'here', alarmId: ALARM },
    );
    return { event, told: { siteAdmin: told.siteAdmin!, operatorAdmin: told.siteAdmin! } };
  },
  'pickup:alarm-known': () => {
    const { siteId } = cast.here;
    return { event: { siteId }, told: toEach(['siteAdmin'], { siteId }) };
  },
  'door:waiting': () => {
    const { event, told } = ofChild(
      { by: '王芳', relation: '妈妈' },
      { by: cast.here.family.guardianId, relation: '妈妈' },
    );
    return { event, told: { caregiver: told.caregiver!, siteAdmin: told.siteAdmin! } };
  },
  'door:answered': () => {
    const { event, told } = ofChild({}, {});
    return { event, told: { caregiver: told.caregiver!, siteAdmin: told.siteAdmin! } };
  },
  'register:changed': () => {
    const { siteId } = cast.here;
    return { event: { siteId, payload: { what: 'people' } }, told: { siteAdmin: { siteId, what: 'people' } } };
  },
};

function ofBreach(more: Record<string, string | number>): Case {
  const { siteId, classroomId } = cast.here;
  const payload = { kind: 'ratio', ...more };
  const told = toEach(['caregiver', 'siteAdmin'], { siteId, classroomId, classroomName: '小雨滴班', ...payload });
  return { event: { siteId, classroomId, payload }, told };
}

/** Who reaches the site from above hears what its administrator hears, but for what concerns single persons. */
const toldTo = (recipient: Recipient, name: keyof typeof CASES, told: Told): object | undefined =>
  !['look:reasoned', 'pickup:alarm', 'health:checked', 'health:followed-up', 'alert:raised of health'].includes(name) &&
  (recipient === 'operatorAdmin' || recipient === 'inspector')
    ? told.siteAdmin
    : told[recipient];

const toEach = (recipients: Recipient[], view: object): Told =>
  Object.fromEntries(recipients.map((recipient) => [recipient, view]));

function ofChild(more: object, payload: NonNullable<NewEvent['payload']>): Case {
  const { siteId, classroomId, family } = cast.here;
  const ids = { siteId, classroomId, childId: family.childId };
  const view = { ...ids, childName: '朵朵', classroomName: '小雨滴班', ...more };
  return { event: { ...ids, payload }, told: toEach(['mother', 'caregiver', 'siteAdmin'], view) };
}

function onlyStaff({ event, told: { mother: _mother, ...told } }: Case): Case {
  return { event, told };
}

function ofHealth(more: object, payload: NonNullable<NewEvent['payload']>): Case {
  const { event, told } = ofChild(more, payload);
  return { event, told: { ...told, operatorAdmin: told.siteAdmin! } };
}

/** Of a child that did not come and whose family said nothing. */
function ofAlert(more: { isEscalated?: boolean }): Case {
  const alert = { alertId: ALERT, kind: 'absent', dueAt: '2026-06-03T00:00:00.000Z', ...more };
  return ofChild(alert, alert);
}

function ofNotice(): Case {
  const notice = { noticeId: NOTICE, kind: 'absence', fromDay: '2026-06-03', toDay: '2026-06-04', reason: 'sick' };
  return ofChild(
    { by: '王芳', ...notice, untilMinute: null, withName: null },
    { by: cast.here.family.guardianId, ...notice, untilMinute: null, withUserId: null, withPickupId: null },
  );
}

function ofRoom(more: object, payload: NonNullable<NewEvent['payload']>): Case {
  const { siteId, classroomId, cameraId } = cast.here;
  const ids = { siteId, classroomId, cameraId };
  const view = { ...ids, cameraName: '小雨滴班 全景', ...more };
  return { event: { ...ids, payload }, told: toEach(['mother', 'neighbour', 'caregiver', 'siteAdmin'], view) };
}

/** One's own sign that everything before it has been told. */
async function everybodyHasHeard(): Promise<void> {
  const { db } = server.database;
  const last = (await db.event.aggregate({ _max: { id: true } }))._max.id ?? 0n;
  for (const recipient of RECIPIENTS)
    await appendEvent(db, { type: 'access:changed', at: new Date(), userId: userOf(recipient) });
  const numbered = () => db.event.findUniqueOrThrow({ where: { id: last } });
  await until('the event has its position', async () => (await numbered()).position !== null);
  const after = Number((await numbered()).position);
  await until('everybody has heard', () =>
    RECIPIENTS.every((recipient) => sockets[recipient].events.some(({ position }) => position > after)),
  );
}

const without = ({ position: _position, at: _at, type: _type, ...view }: EventView): object => view;

test.each(Object.keys(CASES) as (keyof typeof CASES)[])(
  '%s: who is told, and every word of it, live and by replay',
  async (name) => {
    const { db } = server.database;
    const { event, told } = CASES[name]();
    const type = name.split(' ')[0] as EventType;
    for (const socket of Object.values(sockets)) socket.events.length = 0;
    const before = Number((await db.event.aggregate({ _max: { position: true } }))._max.position ?? 0n);
    await appendEvent(db, { type, at: new Date(), ...event });
    await everybodyHasHeard();
    for (const recipient of RECIPIENTS) {
      const { events, ask } = sockets[recipient];
      const isThis = (view: EventView) => view.type === type && (type !== 'access:changed' || view.siteId !== null);
      const live = events.filter(isThis).map(without);
      const replayed = (await ask<EventPage>('events:since', { after: before })).events.filter(isThis).map(without);
      const heard = toldTo(recipient, name, told);
      const expected = heard === undefined ? [] : [heard];
      expect([recipient, live, replayed]).toEqual([recipient, expected, expected]);
    }
  },
);

test('a role whose time simply runs out: what happens in the room afterwards is not told any more', async () => {
  const { db } = server.database;
  const { caregiverId } = cast.elsewhere;
  const socket = await connectSocket(server, await cast.tokenOf(caregiverId));
  const { siteId, classroomId, family } = cast.elsewhere;
  const arrival = { type: 'attendance:checked-in' as const, siteId, classroomId, childId: family.childId };
  const arrives = () => appendEvent(db, { ...arrival, at: new Date(), payload: { by: caregiverId } });
  await arrives();
  await until('the caregiver is told while the role lasts', () => socket.events.length === 1);
  await db.roleAssignment.updateMany({ where: { userId: caregiverId }, data: { endsAt: new Date() } }); // as time does it
  expect(await socket.ask<EventPage>('events:since', { after: 0 })).toMatchObject({ events: [] });
  await sleep(RECIPIENT_LASTS_MS);
  await arrives();
  await appendEvent(db, { type: 'access:changed', at: new Date(), userId: caregiverId });
  await until('what came after it is told', () => socket.events.some(({ type }) => type === 'access:changed'));
  expect(socket.events.map(({ type }) => type)).toEqual(['attendance:checked-in', 'access:changed']);
  socket.close();
});
