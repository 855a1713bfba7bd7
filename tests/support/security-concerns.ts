import { randomUUID } from 'node:crypto';
import { aConcern } from './concerns.ts';
import type { ChildId, SiteId, UserId } from '../../server/contract/ids.ts';
import { PIN } from './nursery.ts';
import { ANYONE, but, list, LIST_WRITERS, PERSONS, plain, row, SITE_WRITE, type Row } from './security-row.ts';

const SIGNED_IN = but(ANYONE, 'not-signed-in', 'nobody');
/** Whoever has nothing to do with the place finds nothing there to report of; a guardian finds their own child. */
const REPORT = but(
  SIGNED_IN,
  'not-found',
  ...(['otherMother', 'blockedFather', 'otherSiteAdmin', 'orgAdmin', 'inspector', 'endedInspector'] as const),
);

/** Suspected abuse: staff and the child's own family report; the site's director and its operator read. */
export const CONCERNS: Row[] = [
  row('POST /api/concerns', REPORT, async (o) => ({
    body: {
      ...aConcern((await o.site()) as SiteId, { childId: (await o.ownChild()) as ChildId }),
      by: { userId: (await o.actor()) as UserId, pin: PIN },
    },
  })),
  plain('GET /api/concerns/choices', SIGNED_IN),
  plain('GET /api/own-concerns', PERSONS),
  list('GET /api/admin/concerns', LIST_WRITERS),
  row('GET /api/admin/concerns/:concernId', SITE_WRITE, async (o) => ({ params: { concernId: await o.concern() } })),
  row('POST /api/admin/concerns/:concernId/steps', SITE_WRITE, async (o) => ({
    params: { concernId: await o.concern() },
    body: { stepId: randomUUID(), kind: 'noted', text: '问过了' },
  })),
];
