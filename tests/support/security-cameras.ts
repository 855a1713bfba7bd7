import { type Row, row, SITE_WRITE } from './security-row.ts';

const SERVICE = { service: 'http://10.9.8.77/onvif/device_service', username: 'admin', password: 'Geheim-7714' };

/** What makes media ask the cameras' network. */
export const LOOKS: Row[] = [
  row('POST /api/admin/cameras/search', SITE_WRITE, async (o) => ({ body: { siteId: await o.site() } })),
  row('POST /api/admin/cameras/streams', SITE_WRITE, async (o) => ({ body: { siteId: await o.site(), ...SERVICE } })),
  row('POST /api/admin/cameras/:cameraId/probe', SITE_WRITE, async (o) => ({
    params: { cameraId: await o.camera() },
  })),
];
