import { randomUUID } from 'node:crypto';
import { PASSWORD } from './nursery.ts';
import {
  ANYONE,
  but,
  list,
  LIST_WRITERS,
  NOBODY,
  ofSite,
  PERSONS,
  plain,
  type Row,
  row,
  SITE_WRITE,
} from './security-row.ts';
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
  row(
    'GET /api/room/door-waiting',
    but(ofSite('caregiver', 'volunteer', 'siteAdmin', 'operatorAdmin'), 'ok', 'tablet', 'actingTablet'),
    async (o) => ({ query: { classroomId: await o.classroom() } }),
  ),
  row(
    'POST /api/room/door-waiting/answers',
    but(ofSite('caregiver', 'siteAdmin', 'operatorAdmin'), 'ok', 'tablet', 'actingTablet'),
    async (o) => ({ body: { waitingId: '1', classroomId: await o.classroom() } }),
  ),
  plain('GET /api/me/door-pin', PERSONS),
  plain('PUT /api/me/door-pin', PERSONS, { pin: '482916', password: PASSWORD }),
  plain('DELETE /api/me/door-pin', PERSONS, { password: PASSWORD }),
  list('GET /api/admin/kiosks', LIST_WRITERS),
  row('POST /api/admin/kiosks', SITE_WRITE, async (o) => ({ body: { siteId: await o.site(), name: '门口' } })),
  row('DELETE /api/admin/kiosks/:kioskId', SITE_WRITE, async (o) => ({ params: { kioskId: await o.kiosk() } })),
];
