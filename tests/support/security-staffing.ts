import { randomUUID } from 'node:crypto';
import { PIN } from './nursery.ts';
import { but, office, ofSite, row, SITE_WRITE, type Row } from './security-row.ts';

const DAY = '2026-06-03';
const ROOM_READ = ofSite('caregiver', 'volunteer', 'tablet', 'actingTablet', 'siteAdmin', 'operatorAdmin');
const STAFFING_READ = ofSite('siteAdmin', 'operatorAdmin', 'inspector');
/** By their PIN anybody of the staff records on a tablet; on their own browser people record for themselves alone. */
const BY_PIN = office('tablet', 'actingTablet');
/** Somebody else's record: not even its own site's administrator takes it back; that is what a correction is for. */
const IN_ROOMS = [
  'caregiver',
  'volunteer',
  'tablet',
  'actingTablet',
  'siteAdmin',
  'otherSiteAdmin',
  'operatorAdmin',
] as const;
const UNDO = but(office(), 'not-found', ...IN_ROOMS);
const CORRECT = but(but(SITE_WRITE, 'who-is-acting', 'tablet'), 'own-record', 'actingTablet');

const hours = { fromMinute: 480, toMinute: 960, startsOn: DAY, endsOn: null };
const record = () => ({ eventId: randomUUID(), happenedAt: new Date().toISOString() });

export const STAFFING: Row[] = [
  row('GET /api/staffing/room', ROOM_READ, async (o) => ({ query: { classroomId: await o.classroom() } })),
  row(
    'POST /api/staffing/events',
    BY_PIN,
    async (o) => ({
      body: { ...record(), userId: await o.staff(), classroomId: await o.classroom(), kind: 'arrived', pin: PIN },
    }),
    'wrong-pin',
  ),
  row('POST /api/staffing/undos', UNDO, async (o) => ({
    body: { eventId: randomUUID(), undoesId: await o.staffEvent() },
  })),
  row('POST /api/staffing/corrections', CORRECT, async (o) => ({
    body: {
      eventId: randomUUID(),
      userId: await o.staff(),
      correctsId: null,
      to: { kind: 'arrived', happenedAt: record().happenedAt, classroomId: await o.classroom() },
      reason: '忘了打卡',
    },
  })),
  row('GET /api/staffing/history', STAFFING_READ, async (o) => ({
    query: { classroomId: await o.classroom(), day: DAY },
  })),
  row('GET /api/admin/staffing/day', STAFFING_READ, async (o) => ({ query: { siteId: await o.site(), day: DAY } })),
  row('POST /api/admin/staffing/export', STAFFING_READ, async (o) => ({
    body: { siteId: await o.site(), from: DAY, to: DAY, language: 'en' },
  })),
  row('GET /api/admin/staffing/shifts', STAFFING_READ, async (o) => ({ query: { siteId: await o.site() } })),
  row('POST /api/admin/staffing/shifts', SITE_WRITE, async (o) => ({
    body: { ...hours, userId: await o.staff(), classroomId: await o.classroom(), weekdays: [1] },
  })),
  row('PUT /api/admin/staffing/shifts/:shiftId', SITE_WRITE, async (o) => ({
    params: { shiftId: await o.shift() },
    body: { ...hours, classroomId: await o.classroom(), weekday: 2 },
  })),
  row('DELETE /api/admin/staffing/shifts/:shiftId', SITE_WRITE, async (o) => ({
    params: { shiftId: await o.shift() },
  })),
];
