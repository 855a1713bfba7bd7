import express, { Router, type Request, type RequestHandler } from 'express';
import { listScopes } from '../access/roles.ts';
import {
  ApplyImport,
  ImportApplied,
  ImportReport,
  ImportTemplate,
  MAX_IMPORT_BYTES,
  TryImport,
} from '../contract/imports.ts';
import { askingUser } from '../platform/asking.ts';
import { parseQuery, send } from '../platform/http.ts';
import type { ImportDeps } from './import-deps.ts';
import { applyImport, tryImport } from './run-import.ts';
import { fileFault } from './table.ts';
import { csvTemplate, xlsxTemplate } from './template.ts';

const CONTENT_TYPE = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Children with their rooms and guardians out of a file, which is the body as it is. */
export function importRoutes(deps: ImportDeps): Router {
  const file = express.raw({ type: 'application/octet-stream', limit: MAX_IMPORT_BYTES, inflate: false });
  const router = Router()
    .get('/template', async (req, res) => {
      listScopes(askingUser(res), 'families:write');
      const { format, language } = parseQuery(ImportTemplate, req);
      const bytes = format === 'csv' ? csvTemplate(language) : await xlsxTemplate(language);
      res.set('Content-Disposition', `attachment; filename="kanwa-import.${format}"`);
      res.type(CONTENT_TYPE[format]).send(bytes);
    })
    .post('/trial', mayWrite, file, async (req, res) => {
      const asked = parseQuery(TryImport, req);
      send(res, ImportReport, await tryImport(deps, askingUser(res), asked, bytesOf(req)));
    })
    .post('/', mayWrite, file, async (req, res) => {
      const asked = parseQuery(ApplyImport, req);
      send(res, ImportApplied, await applyImport(deps, askingUser(res), asked, bytesOf(req)));
    });
  return Router().use('/api/admin/imports', router);
}

/** Asked before the first byte of a file is taken. */
const mayWrite: RequestHandler = (_req, res, next) => {
  listScopes(askingUser(res), 'families:write');
  next();
};

/** @throws AppError 'bad-request' for a body that came as something else than a file */
function bytesOf(req: Request): Buffer {
  const body: unknown = req.body;
  if (!Buffer.isBuffer(body)) throw fileFault('empty');
  return body;
}
