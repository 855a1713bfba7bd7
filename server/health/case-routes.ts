import { Router } from 'express';
import { ExportHealthCases, HealthCases, HealthCasesQuery } from '../contract/health-cases.ts';
import { askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { exportHealthCases } from './export-cases.ts';
import type { HealthDeps } from './health-deps.ts';
import { readHealthCases } from './read-cases.ts';

/** For who answers for a site: what was found at its children, and what became of it. */
export function healthCaseRoutes(deps: Pick<HealthDeps, 'db' | 'now'>): Router {
  return Router()
    .get('/api/admin/health/cases', async (req, res) => {
      send(res, HealthCases, await readHealthCases(deps, askingUser(res), parseQuery(HealthCasesQuery, req)));
    })
    .post('/api/admin/health/cases/export', async (req, res) => {
      const csv = await exportHealthCases(deps, askingUser(res), parseBody(ExportHealthCases, req));
      res.setHeader('content-disposition', 'attachment; filename="health-findings.csv"');
      res.type('text/csv; charset=utf-8').send(csv);
    });
}
