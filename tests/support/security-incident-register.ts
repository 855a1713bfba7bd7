import { list, LIST_WRITERS, row, type Row } from './security-row.ts';

/** What a director or operator searches; of a site elsewhere it holds what one of no site does: nothing. */
export const INCIDENT_REGISTER: Row[] = [
  list('GET /api/admin/incident-register', LIST_WRITERS),
  list('GET /api/admin/incident-register/trends', LIST_WRITERS),
  row(
    'POST /api/admin/incident-register/export',
    LIST_WRITERS,
    async (o) => ({ body: { siteId: await o.site(), form: 'injuries', format: 'csv' } }),
    'ok',
  ),
];
