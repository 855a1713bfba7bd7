import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { recordAudit } from '../../server/audit/audit-store.ts';
import type { Db } from '../../server/platform/database.ts';
import { createSealer } from '../../server/platform/sealer.ts';
import { localDay } from '../../server/platform/calendar.ts';
import { makePerson, type Family } from './nursery.ts';
import { smallWebp } from './scan-files.ts';
import { WHO } from './security-cast.ts';
import { but, every, ofSite, PERSONS, plain, reason, ROOM_WORK, type Row, row, SITE_WRITE } from './security-row.ts';

/** Of the family of whom the cast's mother is one, and whose father is blocked by order. */
const MOTHERS = but(but(PERSONS, 'not-found', ...WHO.filter((who) => PERSONS[who] === 'ok')), 'ok', 'mother');
const GRANDMOTHER = { name: '王奶奶', relation: '奶奶', phone: '139 5555 6666' };
const ALONE = but(every('not-found'), 'not-signed-in', 'nobody');

export const PICKUPS: Row[] = [
  plain('GET /api/pickups', PERSONS),
  row('POST /api/pickups', MOTHERS, async (o) => ({ body: { ...GRANDMOTHER, childId: await o.ownChild() } })),
  row('POST /api/pickups/codes', MOTHERS, async (o) => ({ body: { ...GRANDMOTHER, childId: await o.ownChild() } })),
  row('PUT /api/pickups/:pickupId/photo', MOTHERS, async (o) => ({
    params: { pickupId: await o.pickup() },
    raw: await smallWebp(),
    headers: { 'content-type': 'application/octet-stream' },
  })),
  row(
    'GET /api/pickups/:pickupId/photo',
    but(ALONE, 'ok', 'mother', 'caregiver', 'tablet', 'actingTablet', 'siteAdmin', 'operatorAdmin', 'inspector'),
    async (o) => ({ params: { pickupId: await o.pickup() } }),
  ),
  row('DELETE /api/pickups/:pickupId', MOTHERS, async (o) => ({ params: { pickupId: await o.pickup() } })),
  row('POST /api/pickups/codes/check', ROOM_WORK, async (o) => ({ body: await o.pickupCode() })),
  row('POST /api/pickups/alarms', ROOM_WORK, async (o) => ({ body: await o.blockedPair() })),
  row(
    'GET /api/admin/children/:childId/pickups',
    but(ofSite('siteAdmin', 'operatorAdmin', 'inspector'), 'not-found', 'orgAdmin'),
    async (o) => ({ params: { childId: await o.child() } }),
  ),
  row('POST /api/admin/pickups/:pickupId/withdraw', SITE_WRITE, async (o) => ({
    params: { pickupId: await o.pickup() },
    body: { reason },
  })),
  row('POST /api/admin/pickup-alarms/:alarmId/acknowledge', SITE_WRITE, async (o) => ({
    params: { alarmId: await o.alarm() },
  })),
];

/** A person whom the family's guardian named, with a photo sealed with this key. */
export async function makePickup(db: Db, key: Uint8Array, { childId, guardianId }: Family): Promise<string> {
  const id = randomUUID();
  const photo = createSealer(key).seal(`kanwa pickup photo ${id}`, new Uint8Array([255, 216, 255]));
  const data = { id, childId, ...GRANDMOTHER, photo, addedBy: guardianId, addedAt: new Date() };
  await db.pickupPerson.create({ data });
  return id;
}

/** A code for today that nobody has used. */
export async function makeCode(db: Db, { childId, guardianId }: Family): Promise<{ childId: string; code: string }> {
  const code = '246810';
  const data = { childId, name: '小周', relation: '邻居', phone: '137 1111 2222', addedBy: guardianId };
  const onlyOn = new Date(`${localDay(new Date(), 'Asia/Shanghai')}T00:00:00Z`);
  const codeHash = await hash(code, { memoryCost: 1024, timeCost: 1 });
  await db.pickupPerson.create({ data: { ...data, addedAt: new Date(), onlyOn, codeHash } });
  return { childId, code };
}

/** Somebody whom an order keeps from the child, and the alarm of their coming. */
export async function makeBlocked(db: Db, childId: string): Promise<{ childId: string; userId: string }> {
  const userId = await makePerson(db, '被限制的人');
  await db.guardianship.create({ data: { childId, userId, relation: '爸爸', custodyBlockedAt: new Date() } });
  return { childId, userId };
}

export async function makeAlarm(db: Db, siteId: string, pair: { childId: string; userId: string }): Promise<string> {
  const alarmId = randomUUID();
  const about = { at: new Date(), actorId: pair.userId, siteId, childId: pair.childId, subjectId: pair.userId };
  await recordAudit(db, { action: 'pickup-alarm', ...about, details: { alarmId, what: 'here', classroomId: null } });
  return alarmId;
}
