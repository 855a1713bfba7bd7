import { Router } from 'express';
import { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { AuditChain, AuditName, AuditNamesQuery, AuditPage, AuditQuery, ExportAudit } from '../contract/audit.ts';
import { askingUser } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import type { Log } from '../platform/log.ts';
import { auditEntries, namesIn } from './audit-reading-store.ts';
import { auditScope, type AuditScopeDeps, mayReadPlaces, namesWithin } from './audit-scope-store.ts';
import { createChainCheck, readChainState } from './check-chain.ts';
import { cursorAfter, cursorOf, type EntryKey, entryView } from './entry-view.ts';
import { exportAudit } from './export-audit.ts';

/** The administrators' view of who did what, and who looked. */
export function auditRoutes(deps: AuditScopeDeps & EntryKey & { now: Clock; log: Log }): Router {
  const { db } = deps;
  const checkChain = createChainCheck(deps);
  return Router()
    .get('/api/admin/audit', async (req, res) => {
      const asking = askingUser(res);
      listScopes(asking, 'audit:read');
      const { before, limit, ...filter } = parseQuery(AuditQuery, req);
      const scope = await auditScope(deps, asking, filter.siteId);
      const found = await auditEntries(db, scope, filter, { before: await cursorOf(deps, before), limit: limit + 1 });
      const rows = found.slice(0, limit);
      const names = await namesIn(db, rows);
      const last = found.length > limit ? rows.at(-1) : undefined;
      send(res, AuditPage, {
        entries: rows.map((row) => entryView(deps, row, names, scope)),
        before: last ? cursorAfter(deps, last) : null,
      });
    })
    .get('/api/admin/audit/names', async (req, res) => {
      const asking = askingUser(res);
      listScopes(asking, 'audit:read');
      const query = parseQuery(AuditNamesQuery, req);
      send(res, z.array(AuditName), await namesWithin(db, await auditScope(deps, asking, query.siteId), query));
    })
    .get('/api/admin/audit/chain', async (_req, res) => {
      const asking = askingUser(res);
      listScopes(asking, 'audit:read');
      send(res, AuditChain, await readChainState(db, mayReadPlaces(asking)));
    })
    .post('/api/admin/audit/chain/check', async (_req, res) => {
      const asking = askingUser(res);
      listScopes(asking, 'audit:read');
      await checkChain(asking);
      send(res, AuditChain, await readChainState(db, mayReadPlaces(asking)));
    })
    .post('/api/admin/audit/export', async (req, res) => {
      const asking = askingUser(res);
      listScopes(asking, 'audit:read');
      await exportAudit(deps, asking, parseBody(ExportAudit, req), res);
    });
}
