import { randomUUID } from 'node:crypto';
import { WHO } from './security-cast.ts';
import { but, list, office, ofSite, PERSONS, plain, ROOM_WORK, row, type Row } from './security-row.ts';

/** A flag waits for no PIN: whoever holds the room's tablet may say what happened. */
const FLAG = but(ofSite('caregiver', 'siteAdmin', 'operatorAdmin'), 'ok', 'tablet', 'actingTablet');

/** A guardian's own child's. */
const OWN = but(but(PERSONS, 'not-found', ...WHO.filter((who) => PERSONS[who] === 'ok')), 'ok', 'mother');

/** What happened in rooms. */
export const INCIDENTS: Row[] = [
  row('POST /api/incidents', FLAG, async (o) => ({
    body: {
      ...{ incidentId: randomUUID(), classroomId: await o.classroom(), kind: 'bite' },
      ...{ childIds: [await o.presentChild()], happenedAt: new Date().toISOString() },
    },
  })),
  row('POST /api/incidents/:incidentId/steps', ROOM_WORK, async (o) => ({
    params: { incidentId: await o.incident() },
    body: { stepId: randomUUID(), kind: 'submitted' },
  })),
  plain('GET /api/own-incidents', PERSONS),
  row('POST /api/own-incidents/:incidentId/acknowledgements', OWN, async (o) => {
    const { incidentId, childId } = await o.published();
    const signature = { kind: 'typed', name: '王芳' };
    return { params: { incidentId }, body: { stepId: randomUUID(), childId, signature } };
  }),
  row('POST /api/incidents/withdrawals', FLAG, async (o) => ({
    body: { stepId: randomUUID(), incidentId: await o.incident() },
  })),
  list(
    'GET /api/incidents/open',
    but(office('caregiver', 'siteAdmin', 'otherSiteAdmin', 'operatorAdmin'), 'ok', 'tablet', 'actingTablet'),
  ),
];
