import { z } from 'zod';
import type { KioskId, SiteId } from '#contract/ids.ts';
import { KioskCode, KioskView } from '#contract/kiosk.ts';
import { Nothing, request } from '../../shared/api.ts';

export const readKiosks = (siteId: SiteId): Promise<KioskView[]> =>
  request(z.array(KioskView), 'GET', `/api/admin/kiosks?siteId=${siteId}`);

/** The answer holds the pairing code, which nobody can read again. */
export const makeKiosk = (siteId: SiteId, name: string) =>
  request(KioskCode, 'POST', '/api/admin/kiosks', { siteId, name });

export const revokeKiosk = (kioskId: KioskId) => request(Nothing, 'DELETE', `/api/admin/kiosks/${kioskId}`);
