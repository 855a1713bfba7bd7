import type { SiteId } from '#contract/ids.ts';
import { ImportApplied, ImportReport } from '#contract/imports.ts';
import { request, requestBlob } from '../../shared/api.ts';

const MOST_NAME_CHARACTERS = 200;

const query = (siteId: SiteId, file: File, more: Record<string, string> = {}) =>
  new URLSearchParams({ siteId, name: file.name.slice(-MOST_NAME_CHARACTERS), ...more }).toString();

/** What an import would do. Changes nothing. */
export const tryImport = (siteId: SiteId, file: File): Promise<ImportReport> =>
  request(ImportReport, 'POST', `/api/admin/imports/trial?${query(siteId, file)}`, file);

/** `faultless` leaves rows with errors out; with `all` a single error stops everything. */
export const applyImport = (siteId: SiteId, file: File, rows: 'all' | 'faultless'): Promise<ImportApplied> =>
  request(ImportApplied, 'POST', `/api/admin/imports?${query(siteId, file, { rows })}`, file);

export const readTemplate = (format: 'csv' | 'xlsx', language: 'zh' | 'en'): Promise<Blob> =>
  requestBlob(`/api/admin/imports/template?${new URLSearchParams({ format, language })}`);
