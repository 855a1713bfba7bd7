import { randomUUID } from 'node:crypto';
import type { KioskId, UserId } from '../../server/contract/ids.ts';
import { createDoorTokens } from '../../server/kiosk/door-tokens.ts';
import type { Db } from '../../server/platform/database.ts';
import { sha256 } from '../../server/platform/secret-hash.ts';
import { PASSWORD } from './nursery.ts';
import { ANYONE, but, list, LIST_WRITERS, NOBODY, PERSONS, plain, type Row, row, SITE_WRITE } from './security-row.ts';
import { WHO } from './security-cast.ts';

/** A visit belongs to one guardian; to everybody else it is none. */
const MOTHERS = but(but(PERSONS, 'door-code-void', ...WHO.filter((who) => PERSONS[who] === 'ok')), 'ok', 'mother');

export const KIOSKS: Row[] = [
  row('POST /api/kiosk/pair', ANYONE, async (o) => ({ body: { code: await o.kioskCode() } }), null),
  // A screen is known by its cookie alone; no sign-in of anybody's and no tablet's token is one.
  plain('GET /api/kiosk', NOBODY),
  plain('POST /api/kiosk/visits', NOBODY, { phone: '138-0000-0000', pin: '482916' }),
  plain('POST /api/kiosk/records', NOBODY, {
    ...{ visit: 'x'.repeat(74), eventId: randomUUID(), childId: randomUUID(), what: 'arrived' },
  }),
  row('POST /api/door/visits', PERSONS, async (o) => ({ body: { token: await o.doorToken() } }), null),
  row(
    'POST /api/door/records',
    MOTHERS,
    async (o) => ({
      body: { visit: await o.visit(), eventId: randomUUID(), childId: await o.ownChild(), what: 'arrived' },
    }),
    'door-code-void',
  ),
  plain('GET /api/me/door-pin', PERSONS),
  plain('PUT /api/me/door-pin', PERSONS, { pin: '482916', password: PASSWORD }),
  plain('DELETE /api/me/door-pin', PERSONS, { password: PASSWORD }),
  list('GET /api/admin/kiosks', LIST_WRITERS),
  row('POST /api/admin/kiosks', SITE_WRITE, async (o) => ({ body: { siteId: await o.site(), name: '门口' } })),
  row('DELETE /api/admin/kiosks/:kioskId', SITE_WRITE, async (o) => ({ params: { kioskId: await o.kiosk() } })),
];

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
