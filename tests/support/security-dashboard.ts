import { ofSite, plain, READERS, type Row, row } from './security-row.ts';

export const DASHBOARD: Row[] = [
  plain('GET /api/admin/dashboard', READERS),
  row('GET /api/admin/find', READERS, () => Promise.resolve({ query: { search: '小' } }), null),
  row('POST /api/admin/looks/:viewId/acknowledge', ofSite('siteAdmin', 'operatorAdmin'), async (o) => ({
    params: { viewId: await o.lookWithReason() },
  })),
];
