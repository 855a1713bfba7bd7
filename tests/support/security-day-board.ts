import { localDay } from '../../server/platform/calendar.ts';
import { but, ofSite, type Row, row } from './security-row.ts';

const day = () => localDay(new Date(), 'Asia/Shanghai');
const READERS = ofSite('siteAdmin', 'operatorAdmin', 'orgAdmin', 'inspector');

export const DAY_BOARD: Row[] = [
  row('GET /api/admin/attendance/day', READERS, async (o) => ({ query: { siteId: await o.site(), day: day() } })),
  // The child is of no employer: an employer's administrator is not told that it exists.
  row('GET /api/admin/attendance/child-day', but(READERS, 'not-found', 'orgAdmin'), async (o) => ({
    query: { childId: await o.child(), day: day() },
  })),
];
