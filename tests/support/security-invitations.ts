import { randomUUID } from 'node:crypto';
import { PASSWORD } from './nursery.ts';
import { WHO } from './security-cast.ts';
import { but, every, PERSONS, plain, type Row, row, SITE_WRITE } from './security-row.ts';

const VOID = every('invitation-void');

/** Those who hold no link: whoever they are, theirs is void. What a good one does is in tests/api/invitations.test.ts. */
export const INVITATIONS: Row[] = [
  row('GET /api/admin/children/:childId/invitations', SITE_WRITE, async (o) => ({
    params: { childId: await o.child() },
  })),
  row('POST /api/admin/children/:childId/invitations', SITE_WRITE, async (o) => ({
    params: { childId: await o.child() },
    body: { name: '新爸爸', phone: '', relation: '爸爸', employerId: await o.employer() },
  })),
  row('POST /api/admin/invitations/:id/anew', SITE_WRITE, async (o) => ({ params: { id: await o.invitation() } })),
  row('POST /api/admin/invitations/:id/revoke', SITE_WRITE, async (o) => ({ params: { id: await o.invitation() } })),
  plain('POST /api/join/look', VOID, { secret: randomUUID() }),
  plain('POST /api/join', VOID, { secret: randomUUID(), username: 'xin.baba', password: PASSWORD }),
  plain('POST /api/join/as-me', but(PERSONS, 'invitation-void', ...WHO.filter((who) => PERSONS[who] === 'ok')), {
    secret: randomUUID(),
  }),
];
