import { list, LIST_WRITERS, reason, row, SITE_WRITE, type Row } from './security-row.ts';

/** Sign-ins of others, and the end of all of a person's rights. */
export const LEAVERS: Row[] = [
  list('GET /api/admin/leavers', LIST_WRITERS),
  row('GET /api/admin/people/:userId/security', SITE_WRITE, async (o) => ({ params: { userId: await o.staff() } })),
  row('DELETE /api/admin/people/:userId/sessions', SITE_WRITE, async (o) => ({ params: { userId: await o.staff() } })),
  row('DELETE /api/admin/people/:userId/sessions/:sessionId', SITE_WRITE, async (o) => ({
    params: await o.signIn(),
  })),
  row('POST /api/admin/people/:userId/second-factor/reset', SITE_WRITE, async (o) => ({
    params: { userId: await o.staffWithFactor() },
    body: { reason },
  })),
  row('GET /api/admin/people/:userId/leaving', SITE_WRITE, async (o) => ({ params: { userId: await o.staff() } })),
  row('POST /api/admin/people/:userId/leaving', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: { reason },
  })),
];
