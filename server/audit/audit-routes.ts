import { Router } from 'express';
import { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import {
  AuditChain,
  AuditEntryView,
  AuditName,
  AuditNamesQuery,
  AuditPage,
  AuditQuery,
  ExportAudit,
} from '../contract/audit.ts';
import { askingUser } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import type { Log } from '../platform/log.ts';
import { type AuditCursor, auditEntries, type AuditNames, type AuditRow, namesIn } from './audit-reading-store.ts';
import { auditScope, type AuditScopeDeps, namesWithin } from './audit-scope-store.ts';
import { createChainCheck, readChainState } from './check-chain.ts';
import { exportAudit } from './export-audit.ts';

/** The administrators' view of who did what, and who looked. */
export function auditRoutes(deps: AuditScopeDeps & { now: Clock; log: Log }): Router {
  const { db } = deps;
  const checkChain = createChainCheck(deps);
  return Router()
    .get('/api/admin/audit', async (req, res) => {
      const asking = askingUser(res);
      listScopes(asking, 'audit:read');
      const { before, limit, ...filter } = parseQuery(AuditQuery, req);
      const scope = await auditScope(deps, asking, filter.siteId);
      const found = await auditEntries(db, scope, filter, { before: cursorOf(before), limit: limit + 1 });
      const rows = found.slice(0, limit);
      const names = await namesIn(db, rows);
      const last = found.length > limit ? rows.at(-1) : undefined;
      send(res, AuditPage, {
        entries: rows.map((row) => entryView(row, names)),
        before: last ? `${last.at.getTime()}.${last.id}` : null,
      });
    })
    .get('/api/admin/audit/names', async (req, res) => {
      const asking = askingUser(res);
      listScopes(asking, 'audit:read');
      const query = parseQuery(AuditNamesQuery, req);
      send(res, z.array(AuditName), await namesWithin(db, await auditScope(deps, asking, query.siteId), query));
    })
    .get('/api/admin/audit/chain', async (_req, res) => {
      listScopes(askingUser(res), 'audit:read');
      send(res, AuditChain, await readChainState(db));
    })
    .post('/api/admin/audit/chain/check', async (_req, res) => {
      const asking = askingUser(res);
      listScopes(asking, 'audit:read');
      await checkChain(asking);
      send(res, AuditChain, await readChainState(db));
    })
    .post('/api/admin/audit/export', async (req, res) => {
      const asking = askingUser(res);
      listScopes(asking, 'audit:read');
      await exportAudit(deps, asking, parseBody(ExportAudit, req), res);
    });
}

function cursorOf(before: string | undefined): AuditCursor | null {
  const [ms, id] = before?.split('.') ?? [];
  return ms === undefined || id === undefined ? null : { at: new Date(Number(ms)), id: BigInt(id) };
}

function entryView(row: AuditRow, names: AuditNames): AuditEntryView {
  const { users, devices, cameras, children } = names;
  const nameIn = (known: ReadonlyMap<string, string>, id: string | null) =>
    id === null ? null : (known.get(id) ?? null);
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    action: row.action,
    actorName: nameIn(users, row.actorId),
    deviceName: nameIn(devices, row.deviceId),
    subjectName: nameIn(users, row.subjectId),
    cameraName: nameIn(cameras, row.cameraId),
    childName: nameIn(children, row.childId),
    details: z.record(z.string(), AuditEntryView.shape.details.valueType).catch({}).parse(row.details),
    place: row.place === null ? null : Number(row.place),
  };
}
