import type { Response } from 'express';
import { recordAudits } from '../audit/audit-store.ts';
import type { ExportMonth, SheetName } from '../contract/month-sheets.ts';
import type { AskingUser } from '../platform/asking.ts';
import { NO_SUMS, addSums } from './child-month.ts';
import { csvWriter } from './csv.ts';
import { namesOf } from './month-store.ts';
import { MonthTotals } from './month-totals.ts';
import { readDays, type MonthDeps, type SheetSite } from './read-days.ts';
import { daysOfMonth } from './site-month.ts';
import { absenceRows, correctionRows, dayRows, rowContext, sumCells, summaryRow } from './sheet-rows.ts';
import type { SheetFile } from './sheet-file.ts';
import { ALL, SHEET_TITLE } from './sheet-words.ts';
import type { Cell, Language } from './table.ts';
import { openWorkbook } from './workbook.ts';

const TYPE = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/**
 * A month as a file: as much of it as the asking reaches. That it was taken out is recorded before it leaves. Of a site
 * out of reach there is nothing in it, as of none.
 * @throws AppError 'forbidden', 'second-factor-needed', 'too-much-for-one-file'
 */
export async function exportMonth(
  deps: MonthDeps,
  asking: AskingUser,
  asked: ExportMonth,
  res: Response,
): Promise<void> {
  const { language, format, sheet } = asked;
  const file = format === 'csv' ? csvWriter(sheet, language) : openWorkbook(language);
  try {
    const { children, sites } = await writeSites(deps, asking, asked, file);
    const bytes = await file.close();
    await recordExport(deps, asking, asked, { siteIds: sites.map(({ id }) => id), children });
    const site = asked.siteId === undefined ? undefined : sites[0]?.name;
    res.setHeader('content-type', TYPE[format]);
    res.setHeader('content-disposition', disposition(nameOf(asked, site), `attendance-${asked.month}.${format}`));
    res.setHeader('x-children', String(children));
    res.end(bytes);
  } finally {
    file.drop();
  }
}

async function writeSites(deps: MonthDeps, asking: AskingUser, asked: ExportMonth, file: SheetFile) {
  const { language, month } = asked;
  const totals = new MonthTotals(language);
  let children = 0;
  let sites: SheetSite['site'][] = [];
  let sums = NO_SUMS;
  for await (const part of readDays(deps, asking, { ...asked, days: daysOfMonth(month) })) {
    await writeSite(deps, part, file, language);
    totals.add(part);
    children += part.children.length;
    sites = [...sites, part.site];
    sums = part.children.map((child) => child.sums).reduce(addSums, sums);
  }
  const sumRow = [ALL[language], null, null, null, null, null, ...sumCells(sums), null];
  if (children > 0) file.write('summary', [sumRow], true);
  file.write('totals', totals.rows());
  return { children, sites };
}

async function writeSite(deps: MonthDeps, part: SheetSite, file: SheetFile, language: Language): Promise<void> {
  const authors = await namesOf(deps.db, [
    ...new Set(part.children.flatMap(({ corrections }) => corrections.map(({ actorId }) => actorId))),
  ]);
  const context = rowContext(part, authors, language);
  const of = (make: typeof dayRows) => part.children.flatMap((child) => make(child, part, context));
  const rows: Partial<Record<SheetName, () => Cell[][]>> = {
    summary: () => part.children.map((child) => summaryRow(child, part, context)),
    days: () => of(dayRows),
    absences: () => of(absenceRows),
    corrections: () => of(correctionRows),
  };
  for (const [sheet, make] of Object.entries(rows) as [SheetName, () => Cell[][]][])
    if (file.wants(sheet)) file.write(sheet, make());
}

async function recordExport(
  deps: MonthDeps,
  { userId, address }: AskingUser,
  { month, format, sheet, siteId, childId, classroomId, employerId }: ExportMonth,
  found: { siteIds: string[]; children: number },
): Promise<void> {
  const part = { childId: childId ?? null, classroomId: classroomId ?? null, employerId: employerId ?? null };
  const details = { month, format, sheet: format === 'csv' ? sheet : null, ...part, children: found.children };
  // Each site's own audit says what left it; of a site out of reach nothing did.
  const siteIds = found.siteIds.length === 0 ? [null] : found.siteIds;
  const entries = siteIds.map((id) => ({
    action: 'attendance-exported' as const,
    at: deps.now(),
    actorId: userId,
    siteId: id,
    childId: childId !== undefined && siteId === id && found.children > 0 ? childId : null,
    address,
    details,
  }));
  await deps.db.$transaction((tx) => recordAudits(tx, entries));
}

const FILE_WORD = { zh: '考勤表', en: 'attendance' };

function nameOf({ month, language, format, sheet }: ExportMonth, site: string | undefined): string {
  const parts = [FILE_WORD[language], site, month, format === 'csv' ? SHEET_TITLE[sheet][language] : undefined];
  const name = parts.filter((text) => text !== undefined).join('-');
  return `${name.replaceAll(/[\\/:*?"<>|\s]+/g, '_')}.${format}`;
}

/** Both ways of RFC 6266: for those who read UTF-8, and for the others. */
const disposition = (name: string, plain: string): string =>
  `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)}`;
