import { Router } from 'express';
import { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { AuditEntryView, AuditPage, AuditQuery } from '../contract/audit.ts';
import { askingUser } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { parseQuery, send } from '../platform/http.ts';
import { auditEntries, type AuditNames, type AuditRow, namesIn } from './audit-reading-store.ts';

/** The administrators' view of who did what, and who looked. */
export function auditRoutes({ db }: { db: Db }): Router {
  return Router().get('/api/admin/audit', async (req, res) => {
    const scopes = listScopes(askingUser(res), 'audit:read');
    const { siteId, before, limit } = parseQuery(AuditQuery, req);
    const found = await auditEntries(db, scopes, {
      siteId,
      limit,
      ...(before !== undefined && { before: BigInt(before) }),
    });
    const rows = found.slice(0, limit);
    const names = await namesIn(db, rows);
    const isMore = found.length > limit;
    send(res, AuditPage, {
      entries: rows.map((row) => entryView(row, names)),
      before: isMore ? String(rows.at(-1)?.id) : null,
    });
  });
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
  };
}
