import { stringify } from 'csv-stringify';
import type { Response } from 'express';
import { DateTime } from 'luxon';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { AccessTable, ExportAccess } from '../contract/access.ts';
import { REASON_WORD } from '../contract/reason-words.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { AccessDeps } from './access-deps.ts';
import { readAccessTable } from './access-table.ts';
import { findSiteNamed } from './access-table-store.ts';

type Language = ExportAccess['language'];
type Table = z.input<typeof AccessTable>;

/** The columns in their order; ids stand beside the names, since two people may be called the same. */
const HEADERS: Record<string, Record<Language, string>> = {
  site: { zh: '园所', en: 'site' },
  at: { zh: '时间 (UTC)', en: 'time (UTC)' },
  local: { zh: '园所时间', en: "site's time" },
  guardian: { zh: '监护人', en: 'guardian' },
  employer: { zh: '单位', en: 'employer' },
  children: { zh: '孩子', en: 'children' },
  room: { zh: '班级', en: 'room' },
  camera: { zh: '摄像头', en: 'camera' },
  answer: { zh: '可看', en: 'may watch' },
  reasons: { zh: '原因', en: 'reasons' },
  until: { zh: '到 (UTC)', en: 'until (UTC)' },
  codes: { zh: '原因代码', en: 'reason codes' },
  guardianId: { zh: '监护人（编号）', en: 'guardian (id)' },
  cameraId: { zh: '摄像头（编号）', en: 'camera (id)' },
};
const ANSWER = { zh: { yes: '可看', no: '看不了' }, en: { yes: 'yes', no: 'no' } } as const;

/**
 * Writes the table of who may watch what as CSV: a line for each guardian and camera with every reason that applies, as
 * decided at this instant. Who reads less of the table takes out less. It is recorded first, also when it breaks off.
 */
export async function exportAccess(
  deps: AccessDeps,
  asking: AskingUser,
  { siteId, userIds, cameraIds, language }: ExportAccess,
  res: Response,
): Promise<void> {
  const at = deps.now();
  const table = await readAccessTable(deps, asking, siteId);
  const site = await findSiteNamed(deps.db, siteId);
  if (site === null) throw new AppError('not-found');
  const rows = table.rows.filter((row) => userIds === null || userIds.some((id) => id === row.userId));
  const cameras = table.cameras.filter(
    (camera) => cameraIds === null || cameraIds.some((id) => id === camera.cameraId),
  );
  const lines = rows.length * cameras.length;
  const { userId: actorId, address } = asking;
  await recordAudit(deps.db, { action: 'access-exported', at, actorId, siteId, address, details: { rows: lines } });
  res.setHeader('content-type', 'text/csv; charset=utf-8');
  res.setHeader('content-disposition', `attachment; filename="access-${at.toISOString().slice(0, 10)}.csv"`);
  res.setHeader('x-rows', String(lines));
  const columns = Object.entries(HEADERS).map(([key, header]) => ({ key, header: header[language] }));
  // A name that begins like a formula stays text in a spreadsheet.
  const csv = stringify({ bom: true, header: true, columns, record_delimiter: 'windows', escape_formulas: true });
  const local = DateTime.fromJSDate(at, { zone: site.timeZone }).toFormat('yyyy-MM-dd HH:mm:ss');
  const same = { site: site.name, at: at.toISOString(), local };
  // The answer has begun: a fault can only break it off.
  await pipeline(Readable.from(linesOf({ rows, cameras }, same, language)), csv, res).catch((error: unknown) =>
    deps.log.error({ err: error, siteId }, 'an export of the table of rights broke off'),
  );
}

function* linesOf({ rows, cameras }: Table, same: object, language: Language) {
  for (const row of rows) {
    const cells = new Map(row.cells.map((cell) => [cell.cameraId, cell]));
    const who = {
      guardian: row.name,
      employer: row.employer,
      children: row.children.map(({ name }) => name).join(language === 'zh' ? '、' : ', '),
      guardianId: row.userId,
    };
    for (const { cameraId, name, classroomName } of cameras) {
      const cell = cells.get(cameraId);
      const reasons = cell?.reasons ?? ['not-linked' as const];
      yield {
        ...same,
        ...who,
        room: classroomName,
        camera: name,
        answer: ANSWER[language][cell?.allowed ? 'yes' : 'no'],
        reasons: reasons.map((reason) => REASON_WORD[reason][language]).join('; '),
        until: cell?.until,
        codes: reasons.join(' '),
        cameraId,
      };
    }
  }
}
