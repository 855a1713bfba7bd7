import type { Response } from 'express';
import { requireSameReach } from '../access/roles.ts';
import { recordAudits } from '../audit/audit-store.ts';
import type { ExportMonth } from '../contract/month-sheets.ts';
import type { AskingUser } from '../platform/asking.ts';
import { attachment, fileName } from '../platform/attachment.ts';
import type { SiteRead } from './derive-site.ts';
import { openMonthFile } from './month-file.ts';
import { readSites, type MonthDeps } from './read-days.ts';
import { daysOfMonth } from './site-month.ts';
import { SHEET_TITLE } from './sheet-words.ts';

const TYPE = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

export type ExportDeps = MonthDeps & {
  /** Who waited may have lost what they asked by. @throws AppError 'not-signed-in' */
  askAnew: (asking: AskingUser) => Promise<AskingUser>;
};

/**
 * A month as a file: as much of it as the asking reaches. That it was taken out is recorded before it leaves. Of a site
 * out of reach there is nothing in it, as of none.
 * @throws AppError 'forbidden', 'second-factor-needed', 'too-much-for-one-file'
 */
export async function exportMonth(
  deps: ExportDeps,
  asking: AskingUser,
  asked: ExportMonth,
  res: Response,
): Promise<void> {
  const { language, format, sheet } = asked;
  const file = openMonthFile({ language, sheet: format === 'csv' ? sheet : null });
  try {
    const sites: SiteRead['site'][] = [];
    for await (const read of readSites(deps, asking, { ...asked, days: daysOfMonth(asked.month) })) {
      if (res.closed) return; // whoever asked has gone, and others wait for their turn
      sites.push(read.site);
      await file.add(read);
    }
    const { bytes, children } = await file.close();
    if (res.closed) return;
    // What was taken from them while it was made reaches them no more.
    requireSameReach(asking, await deps.askAnew(asking), 'attendance:read');
    const found = sites.map(({ id }, n) => ({ siteId: id, children: children[n] ?? 0 }));
    await recordExport(deps, asking, asked, found);
    const site = asked.siteId === undefined ? undefined : sites[0]?.name;
    res.setHeader('content-type', TYPE[format]);
    res.setHeader('content-disposition', attachment(nameOf(asked, site), `attendance-${asked.month}.${format}`));
    res.setHeader('x-children', String(children.reduce((sum, n) => sum + n, 0)));
    res.end(bytes);
  } finally {
    file.drop();
  }
}

async function recordExport(
  deps: MonthDeps,
  { userId, address }: AskingUser,
  { month, format, sheet, siteId, childId, classroomId, employerId }: ExportMonth,
  found: { siteId: string; children: number }[],
): Promise<void> {
  const part = { childId: childId ?? null, classroomId: classroomId ?? null, employerId: employerId ?? null };
  const details = { month, format, sheet: format === 'csv' ? sheet : null, ...part };
  // Each site's own audit says what left it; of a site of which nobody is in the file nothing did.
  const left = found.filter(({ children }) => children > 0);
  const of = left.length === 0 ? [{ siteId: null, children: 0 }] : left;
  const entries = of.map(({ siteId: leftId, children }) => ({
    action: 'attendance-exported' as const,
    at: deps.now(),
    actorId: userId,
    siteId: leftId,
    childId: childId !== undefined && siteId === leftId && children > 0 ? childId : null,
    address,
    details: { ...details, children },
  }));
  await deps.db.$transaction((tx) => recordAudits(tx, entries));
}

const FILE_WORD = { zh: '考勤表', en: 'attendance' };

function nameOf({ month, language, format, sheet }: ExportMonth, site: string | undefined): string {
  const parts = [FILE_WORD[language], site, month, format === 'csv' ? SHEET_TITLE[sheet][language] : undefined];
  return fileName(
    parts.filter((text) => text !== undefined),
    format,
  );
}
