import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { recordAudit } from '../../server/audit/audit-store.ts';
import type { KioskId, UserId } from '../../server/contract/ids.ts';
import { createDoorTokens } from '../../server/kiosk/door-tokens.ts';
import { localDay } from '../../server/platform/calendar.ts';
import type { Db } from '../../server/platform/database.ts';
import { createSealer } from '../../server/platform/sealer.ts';
import { sha256 } from '../../server/platform/secret-hash.ts';
import { makePerson, type Family } from './nursery.ts';

export const GRANDMOTHER = { name: '王奶奶', relation: '奶奶', phone: '139 5555 6666' };

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

/** A paired screen of the site. */
export async function makeKiosk(db: Db, siteId: string, createdBy: string): Promise<KioskId> {
  const made = { createdAt: new Date(), createdBy, pairedAt: new Date(), lastSeenAt: new Date() };
  const data = { siteId, name: '门口', secretHash: sha256(randomUUID()), ...made };
  return (await db.kiosk.create({ data })).id as KioskId;
}

export async function makeKioskCode(db: Db, siteId: string, createdBy: string): Promise<string> {
  const code = randomUUID().replaceAll(/[01-]/g, '').slice(0, 8).toUpperCase().padEnd(8, 'X');
  const until = new Date(Date.now() + 3_600_000);
  const data = { siteId, name: '门口', codeHash: sha256(code), codeExpiresAt: until, createdAt: new Date(), createdBy };
  await db.kiosk.create({ data });
  return code;
}

export const shownBy = (key: Uint8Array, kioskId: KioskId): string =>
  createDoorTokens(key).show(kioskId, new Date()).token;

export const visitOf = (key: Uint8Array, kioskId: KioskId, userId: UserId): string =>
  createDoorTokens(key).signVisit({ kioskId, userId, by: 'phone' }, new Date()).visit;

/** The cookie of a screen that is paired and on. */
export async function pairedScreen(db: Db, siteId: string, createdBy: string): Promise<string> {
  const secret = randomUUID();
  const id = await makeKiosk(db, siteId, createdBy);
  await db.kiosk.update({ where: { id }, data: { secretHash: sha256(secret) } });
  return `kanwa_kiosk=${secret}`;
}
