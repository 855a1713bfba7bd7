import { randomUUID } from 'node:crypto';
import { but, every, type Row, row } from './security-row.ts';

/** One for the whole run: answers to one path are compared. */
const FOREIGN_VIEW_ID = randomUUID();

/** What shows a room. */
export const PICTURES: Row[] = [
  row(
    'GET /api/cameras/:cameraId/poster',
    but(
      but(but(every('refused'), 'not-signed-in', 'nobody'), 'who-is-acting', 'tablet'),
      'ok',
      'mother',
      'caregiver',
      'actingTablet',
    ),
    async (o) => ({ params: { cameraId: await o.camera() } }),
    'refused',
  ),
  // A view is opened by a socket and read by the one sign-in behind it: here all of them are foreign.
  row(
    'GET /api/live/views/:viewId/picture',
    but(but(every('view-gone'), 'not-signed-in', 'nobody'), 'who-is-acting', 'tablet'),
    () => Promise.resolve({ params: { viewId: FOREIGN_VIEW_ID } }),
    'view-gone',
  ),
];
