import { ofSite, READERS, type Row, row } from './security-row.ts';

const MONTH = new Date().toISOString().slice(0, 7);

/** A sheet of a site elsewhere holds what one of no site does: nothing. */
export const MONTH_SHEETS: Row[] = [
  row('GET /api/admin/attendance/month', ofSite('siteAdmin', 'operatorAdmin', 'orgAdmin', 'inspector'), async (o) => ({
    query: { siteId: await o.site(), month: MONTH },
  })),
  row(
    'POST /api/admin/attendance/month/export',
    READERS,
    async (o) => ({ body: { siteId: await o.site(), month: MONTH, format: 'csv', language: 'zh' } }),
    'ok',
  ),
];
