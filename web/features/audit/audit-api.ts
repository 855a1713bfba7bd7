import { AuditPage } from '#contract/audit.ts';
import type { SiteId } from '#contract/ids.ts';
import { request } from '../../shared/api.ts';

/**
 * Newest first.
 * @param siteId null for everything this person may read, sign-ins too
 * @param before the page's own mark for what comes after it; null for the newest
 */
export function readAudit(siteId: SiteId | null, before: string | null, limit: number) {
  const query = new URLSearchParams({ limit: String(limit), ...(siteId && { siteId }), ...(before && { before }) });
  return request(AuditPage, 'GET', `/api/admin/audit?${query}`);
}
