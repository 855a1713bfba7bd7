import { GRANDMOTHER } from './door-objects.ts';
import { smallWebp } from './scan-files.ts';
import { WHO } from './security-cast.ts';
import { but, every, ofSite, PERSONS, plain, reason, ROOM_WORK, type Row, row, SITE_WRITE } from './security-row.ts';

/** Of the family of whom the cast's mother is one, and whose father is blocked by order. */
const MOTHERS = but(but(PERSONS, 'not-found', ...WHO.filter((who) => PERSONS[who] === 'ok')), 'ok', 'mother');
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
