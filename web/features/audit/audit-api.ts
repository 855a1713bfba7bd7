import { z } from 'zod';
import { AuditChain, type AuditFilter, AuditName, type AuditNamesQuery, AuditPage } from '#contract/audit.ts';
import { request, requestExport } from '../../shared/api.ts';
import type { Language } from '../../shared/words/language.ts';

/** As it stands in an address; nothing is checked here. */
export type AuditSearch = { [Field in keyof AuditFilter]?: string };
export type NamesSearch = Pick<AuditNamesQuery, 'sort'> & { siteId?: string; search?: string; id?: string };

/**
 * Newest first.
 * @param before the page's own mark for what comes after it; null for the newest
 */
export function readAudit(search: AuditSearch, before: string | null, limit: number) {
  const query = new URLSearchParams({ ...search, limit: String(limit), ...(before && { before }) });
  return request(AuditPage, 'GET', `/api/admin/audit?${query}`);
}

/** The first few whose name holds what is typed, or the one of an id. */
export const readAuditNames = (search: NamesSearch) =>
  request(z.array(AuditName), 'GET', `/api/admin/audit/names?${new URLSearchParams(search)}`);

export const readAuditChain = () => request(AuditChain, 'GET', '/api/admin/audit/chain');

/** Has the server check the chain now; a few seconds at most. */
export const checkAuditChain = () => request(AuditChain, 'POST', '/api/admin/audit/chain/check');

/** The file, how many entries it holds, and whether older ones were left out. */
export async function exportAudit(search: AuditSearch, language: Language) {
  const { file, headers } = await requestExport('/api/admin/audit/export', { ...search, language });
  return { file, rows: Number(headers.get('x-rows')), isCut: headers.get('x-cut') === '1' };
}
