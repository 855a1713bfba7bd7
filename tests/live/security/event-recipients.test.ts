import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventPage, EventType, EventView } from '../../../server/contract/events.ts';
import { appendEvent } from '../../../server/events/append-event.ts';
import { RECIPIENT_LASTS_MS } from '../../../server/events/fan-out.ts';
import { eventCases, RECIPIENTS, type Recipient, type Told } from '../../support/event-cases.ts';
import { castAt, type Cast } from '../../support/security-cast.ts';
import { startSecuredAlone, type SecuredServer } from '../../support/security-server.ts';
import { connectSocket, type TestSocket } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

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

const CASES = eventCases(() => cast);

/** Who reaches the site from above hears what its administrator hears, but for what concerns single persons. */
const toldTo = (recipient: Recipient, name: keyof typeof CASES, told: Told): object | undefined =>
  ![
    'look:reasoned',
    'pickup:alarm',
    'health:checked',
    'health:followed-up',
    'alert:raised of health',
    'incident:changed',
    'incident:told',
    'concern:changed',
  ].includes(name) &&
  (recipient === 'operatorAdmin' || recipient === 'inspector')
    ? told.siteAdmin
    : told[recipient];

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
