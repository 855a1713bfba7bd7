import { stringify } from 'csv-stringify/sync';
import { DateTime } from 'luxon';
import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { STAFF_EXPORT_DAYS, type STAFF_DAY_NOTES, type ExportStaffDays } from '../contract/staffing.ts';
import type { AskingUser } from '../platform/asking.ts';
import { addDays } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { staffDaysOf, type StaffDays } from './read-staff-days.ts';
import { placeOfSite } from './staff-store.ts';
import type { StaffingDeps } from './staffing-deps.ts';

type Language = 'zh' | 'en';
type Words = Record<Language, string>;

const HEADERS = {
  day: { zh: '日期', en: 'day' },
  name: { zh: '员工', en: 'person' },
  room: { zh: '排定班级', en: 'planned room' },
  planned: { zh: '排定时间', en: 'planned' },
  arrived: { zh: '到岗', en: 'arrived' },
  left: { zh: '离岗', en: 'left' },
  worked: { zh: '在岗（分钟）', en: 'worked (minutes)' },
  rested: { zh: '休息（分钟）', en: 'break (minutes)' },
  learned: { zh: '培训（分钟）', en: 'training (minutes)' },
  notes: { zh: '说明', en: 'notes' },
  corrected: { zh: '更正原因', en: 'why corrected' },
  userId: { zh: '员工（编号）', en: 'person (id)' },
} as const satisfies Record<string, Words>;

const NOTE: Record<(typeof STAFF_DAY_NOTES)[number], Words> = {
  late: { zh: '晚到', en: 'late' },
  'gone-early': { zh: '早退', en: 'gone early' },
  absent: { zh: '没来', en: 'did not come' },
  'not-planned': { zh: '没有排班', en: 'not planned' },
  open: { zh: '没有打离岗', en: 'never recorded leaving' },
};

/**
 * Planned against real as CSV, a line for each person and day; recorded in the audit.
 * @throws AppError 'bad-request' for more than STAFF_EXPORT_DAYS days, 'not-found' or 'forbidden'
 */
export async function exportStaffDays(
  deps: Pick<StaffingDeps, 'db' | 'now'>,
  asking: AskingUser,
  { siteId, from, to, language }: z.output<typeof ExportStaffDays>,
): Promise<string> {
  const place = await placeOfSite(deps.db, siteId);
  requirePermission(asking, 'staffing:read', place);
  if (to >= addDays(from, STAFF_EXPORT_DAYS)) throw new AppError('bad-request', { fields: { to: 'too-many-days' } });
  const found = await staffDaysOf(deps, { siteId, timeZone: place.timeZone }, { from, to });
  const { userId: actorId, address } = asking;
  await deps.db.$transaction((tx) =>
    recordAudit(tx, { action: 'staffing-exported', at: deps.now(), actorId, siteId, address, details: { from, to } }),
  );
  const columns = Object.entries(HEADERS).map(([key, header]) => ({ key, header: header[language] }));
  // A name that begins like a formula stays text in a spreadsheet.
  const options = { bom: true, header: true, columns, record_delimiter: 'windows' as const, escape_formulas: true };
  return stringify(lines(found, place.timeZone, language), options);
}

function lines({ rooms, days }: StaffDays, zone: string, language: Language) {
  const nameOf = new Map<string, string>(rooms.map(({ classroomId, name }) => [classroomId, name]));
  const clock = (at: string | null) => (at === null ? '' : DateTime.fromISO(at, { zone }).toFormat('HH:mm'));
  const joined = (parts: readonly string[]) => parts.join(language === 'zh' ? '、' : ', ');
  return days.flatMap(({ day, rows }) =>
    rows.map((row) => ({
      ...{ day, name: row.name, userId: row.userId },
      room: joined([...new Set(row.planned.map(({ classroomId }) => nameOf.get(classroomId) ?? ''))]),
      planned: joined(row.planned.map((span) => `${clock(span.from)}–${clock(span.to)}`)),
      arrived: clock(row.arrivedAt),
      left: clock(row.leftAt),
      worked: row.workedMinutes,
      rested: row.breakMinutes,
      learned: row.trainingMinutes,
      notes: joined(row.notes.map((note) => NOTE[note][language])),
      corrected: joined(row.corrections),
    })),
  );
}
