import { stringify } from 'csv-stringify/sync';
import { DateTime } from 'luxon';
import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import { TASK_OVERDUE_MINUTES, type ExportTasks, type TaskKind } from '../contract/checks.ts';
import type { AskingUser } from '../platform/asking.ts';
import { addDays, localDay, type LocalDay } from '../platform/calendar.ts';
import type { ChecksDeps } from './checks-deps.ts';
import { isClosedOn } from '../platform/open-days.ts';
import { openDaysOf } from '../platform/open-days-store.ts';
import { checksOf, findSite, namesOfPersons, planOf, type StoredCheck } from './checks-store.ts';
import { tasksOfDay, type OwedTask } from './tasks-of-day.ts';

type Language = 'zh' | 'en';
type Words = Record<Language, string>;

const HEADERS: Record<string, Words> = {
  day: { zh: '日期', en: 'day' },
  room: { zh: '班级', en: 'room' },
  kind: { zh: '种类', en: 'kind' },
  name: { zh: '项目', en: 'check' },
  due: { zh: '应完成', en: 'due' },
  done: { zh: '完成', en: 'made' },
  by: { zh: '谁', en: 'by' },
  state: { zh: '状态', en: 'state' },
};
const KINDS: Record<TaskKind, Words> = {
  patrol: { zh: '巡查', en: 'round' },
  cleaning: { zh: '保洁', en: 'cleaning' },
  disinfection: { zh: '消毒', en: 'disinfection' },
};
const STATES = {
  onTime: { zh: '按时', en: 'on time' },
  late: { zh: '晚了', en: 'late' },
  missed: { zh: '没有做', en: 'not made' },
  open: { zh: '还没到时间', en: 'not due yet' },
} satisfies Record<string, Words>;

/**
 * A site's month as CSV: every daily check that its rooms owed until now, a line each. That it was taken out is recorded.
 * @throws AppError 'forbidden' or 'not-found'
 */
export async function exportMonth(
  { db, now }: Pick<ChecksDeps, 'db' | 'now'>,
  asking: AskingUser,
  { siteId, month, language }: z.output<typeof ExportTasks>,
): Promise<string> {
  const site = await findSite(db, siteId);
  requirePermission(asking, 'tasks:read', site);
  const at = now();
  const days = daysOf(month, localDay(at, site.timeZone));
  const span = { siteId, from: `${month}-01`, to: days.at(-1) ?? `${month}-01` };
  const [plan, checks, open] = await Promise.all([
    planOf(db, siteId),
    checksOf(db, span),
    openDaysOf(db, siteId, span),
  ]);
  const names = await namesOfPersons(
    db,
    checks.map(({ actorId }) => actorId),
  );
  const checksAt = Map.groupBy(checks, (row) => row.day.toISOString().slice(0, 10));
  const lines = days.flatMap((day) =>
    site.classrooms.flatMap((room) => {
      const ofRoom = { classroomId: room.id, day, timeZone: site.timeZone, isClosed: isClosedOn(day, open) };
      return tasksOfDay(plan, ofRoom, checksAt.get(day) ?? []).map((owed) => ({
        ...{ day, room: room.name },
        ...lineOf(owed, { at, timeZone: site.timeZone, names, language }),
      }));
    }),
  );
  const details = { month, lines: lines.length };
  await recordAudit(db, {
    ...{ action: 'daily-checks-exported', at, actorId: asking.userId, siteId },
    ...{ address: asking.address, details },
  });
  const columns = Object.entries(HEADERS).map(([key, header]) => ({ key, header: header[language] }));
  // A name that begins like a formula stays text in a spreadsheet.
  return stringify(lines, { bom: true, header: true, columns, record_delimiter: 'windows', escape_formulas: true });
}

/** The days of a month that have begun. */
function daysOf(month: string, today: LocalDay): LocalDay[] {
  const days: LocalDay[] = [];
  for (let day = `${month}-01`; day.startsWith(month) && day <= today; day = addDays(day, 1)) days.push(day);
  return days;
}

type Reading = { at: Date; timeZone: string; names: ReadonlyMap<string, string>; language: Language };

function lineOf({ task, dueAt, done }: OwedTask<StoredCheck>, { at, timeZone, names, language }: Reading) {
  const clock = (instant: Date) => DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('HH:mm');
  return {
    kind: KINDS[task.kind as TaskKind][language],
    name: task.name,
    due: clock(dueAt),
    done: done && clock(done.happenedAt),
    by: done && (names.get(done.actorId) ?? ''),
    state: STATES[stateOf(dueAt, done, at)][language],
  };
}

function stateOf(dueAt: Date, done: StoredCheck | null, at: Date): keyof typeof STATES {
  const lateFrom = new Date(dueAt.getTime() + TASK_OVERDUE_MINUTES * 60_000);
  if (done) return done.happenedAt < lateFrom ? 'onTime' : 'late';
  return at < lateFrom ? 'open' : 'missed';
}
