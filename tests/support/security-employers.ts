import { randomUUID } from 'node:crypto';
import { addDays } from '../../server/platform/calendar.ts';
import { office, ofSite, plain, READERS, type Row, row, but, SITE_WRITE } from './security-row.ts';

const OF_EMPLOYERS = office('operatorAdmin', 'orgAdmin');

/** A day that no other request has closed. */
const someDay = () => {
  const day = addDays('2100-01-01', Math.floor(Math.random() * 30_000));
  return { from: day, to: day };
};

export const EMPLOYERS: Row[] = [
  plain('GET /api/admin/employers', OF_EMPLOYERS),
  row('POST /api/admin/employers', office('operatorAdmin'), async (o) => ({
    body: { name: `单位 ${randomUUID()}`, siteIds: [await o.site()] },
  })),
  row('PUT /api/admin/employers/:organizationId', office('operatorAdmin'), async (o) => ({
    params: { organizationId: await o.employer() },
    body: { name: '北方联通', siteIds: [await o.site()] },
  })),
  row('PUT /api/admin/employers/:organizationId/networks', OF_EMPLOYERS, async (o) => ({
    params: { organizationId: await o.employer() },
    body: { networks: [], trial: true },
  })),
  row('GET /api/admin/sites/:siteId/closed-days', but(READERS, 'not-found', 'otherSiteAdmin'), async (o) => ({
    params: { siteId: await o.site() },
  })),
  row('POST /api/admin/sites/:siteId/closed-days', SITE_WRITE, async (o) => ({
    params: { siteId: await o.site() },
    body: { ...someDay(), reason: '放假' },
  })),
  row('DELETE /api/admin/sites/:siteId/closed-days', SITE_WRITE, async (o) => ({
    params: { siteId: await o.site() },
    query: someDay(),
  })),
  row('GET /api/admin/cameras/register', ofSite('siteAdmin', 'operatorAdmin', 'inspector'), async (o) => ({
    query: { siteId: await o.site(), language: 'zh' },
  })),
  row('GET /api/admin/sites/:siteId/live-view', ofSite('siteAdmin', 'operatorAdmin', 'inspector'), async (o) => ({
    params: { siteId: await o.site() },
  })),
];
