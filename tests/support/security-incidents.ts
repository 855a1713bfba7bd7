import { randomUUID } from 'node:crypto';
import { USUAL_CLOCKS } from '../../server/contract/incident-clocks.ts';
import { smallWebp } from './scan-files.ts';
import { WHO } from './security-cast.ts';
import { but, list, office, ofSite, PERSONS, plain, ROOM_WORK, row, SITE_WRITE, type Row } from './security-row.ts';

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
  row('GET /api/incidents/:incidentId', ROOM_WORK, async (o) => ({ params: { incidentId: await o.incident() } })),
  row('POST /api/incidents/:incidentId/steps', ROOM_WORK, async (o) => ({
    params: { incidentId: await o.incident() },
    body: { stepId: randomUUID(), kind: 'submitted' },
  })),
  plain('GET /api/own-incidents', PERSONS),
  row('POST /api/own-incidents/:incidentId/acknowledgements', OWN, async (o) => {
    const { incidentId, childId } = await o.published();
    const signature = { kind: 'drawn', strokes: [[10, 10, 50, 40, 90, 20]] };
    return { params: { incidentId }, body: { stepId: randomUUID(), childId, signature } };
  }),
  row('POST /api/incidents/withdrawals', FLAG, async (o) => ({
    body: { stepId: randomUUID(), incidentId: await o.incident() },
  })),
  row('GET /api/admin/sites/:siteId/incident-clocks', SITE_WRITE, async (o) => ({
    params: { siteId: await o.site() },
  })),
  row('PUT /api/admin/sites/:siteId/incident-clocks', SITE_WRITE, async (o) => ({
    params: { siteId: await o.site() },
    body: USUAL_CLOCKS,
  })),
  row('POST /api/incidents/:incidentId/photos', ROOM_WORK, async (o) => ({
    params: { incidentId: await o.incident() },
    query: { photoId: randomUUID() },
    raw: await smallWebp(),
    headers: { 'content-type': 'application/octet-stream' },
  })),
  row('GET /api/incidents/:incidentId/photos/:photoId', ROOM_WORK, async (o) => ({ params: await o.photo() })),
  row('PATCH /api/incidents/:incidentId/photos/:photoId', ROOM_WORK, async (o) => ({
    params: await o.photo(),
    body: { childId: null },
  })),
  row('DELETE /api/incidents/:incidentId/photos/:photoId', ROOM_WORK, async (o) => ({ params: await o.photo() })),
  row('GET /api/own-incidents/:incidentId/photos/:photoId', OWN, async (o) => ({ params: await o.ownPhoto() })),
  list(
    'GET /api/incidents/open',
    but(office('caregiver', 'siteAdmin', 'otherSiteAdmin', 'operatorAdmin'), 'ok', 'tablet', 'actingTablet'),
  ),
];
