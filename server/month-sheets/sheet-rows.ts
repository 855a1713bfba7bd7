import type { MonthSums } from '../contract/month-sheets.ts';
import { localDay, type LocalDay } from '../platform/calendar.ts';
import type { DaySheet, DayStay } from './child-day.ts';
import { sumsOf } from './child-month.ts';
import type { MonthEvent } from './month-facts.ts';
import type { SheetChild, SheetSite } from './derive-site.ts';
import * as words from './sheet-words.ts';
import { cellText, hoursOf, type Cell, type Language } from '../platform/table.ts';
import { wallClock } from './wall-clock.ts';

export type RowContext = {
  language: Language;
  roomName: (classroomId: string | null) => string | null;
  minuteOf: (at: Date, day: LocalDay) => number;
};

export function rowContext({ site, month }: SheetSite, language: Language): RowContext {
  const rooms = new Map(site.classrooms.map(({ id, name }) => [id, name]));
  const roomName = (id: string | null) => (id === null ? null : (rooms.get(id) ?? null));
  return { language, roomName, minuteOf: wallClock(month.timeZone) };
}

/** In the order of the columns SUMS. */
export const sumCells = (sums: MonthSums): Cell[] => [
  sums.plannedDays,
  sums.fullDays + sums.halfDays / 2,
  sums.fullDays,
  sums.halfDays,
  sums.openDays,
  hoursOf(sums.minutes),
  hoursOf(sums.hourlyMinutes),
  sums.lateDays,
  sums.lateMinutes,
  sums.reportedDays,
  sums.unreportedDays,
  sums.correctedDays,
  sums.conflictDays,
];

const yes = (is: boolean, language: Language): Cell => (is ? words.YES[language] : null);
const employersOf = ({ employers }: SheetChild, language: Language): Cell =>
  words.listed(
    employers.map(({ name }) => name),
    language,
  );

export function summaryRow(child: SheetChild, { site }: SheetSite, { language, roomName }: RowContext): Cell[] {
  const rooms = [...new Set(child.days.map((day) => roomName(day.classroomId)))].filter((name) => name !== null);
  const who = [site.name, words.listed(rooms, language), child.name, child.number, employersOf(child, language)];
  return [...who, yes(child.employers.length > 1, language), ...sumCells(child.sums), child.id];
}

/** A line for each day on which the child came, of days that are over also for each on which it was to come. */
export function dayRows(child: SheetChild, { site }: SheetSite, context: RowContext): Cell[][] {
  const employers = employersOf(child, context.language);
  return child.days
    .filter(({ isOwed, stays }) => stays.length > 0 || isOwed)
    .map((day) => [
      ...[site.name, context.roomName(day.classroomId), child.name, child.number, employers, day.day],
      ...dayCells(day, context),
      child.id,
    ]);
}

function dayCells(day: DaySheet, { language, minuteOf }: RowContext): Cell[] {
  const first = day.stays[0];
  const last = day.stays.at(-1);
  return [
    words.worded(words.SESSION_WORDS, day.sessionKind, language),
    words.MARK_WORDS[day.mark][language],
    first ? minuteOf(first.from, day.day) : null,
    last?.to ? minuteOf(last.to, day.day) : null,
    day.stays.length > 1 ? eachStay(day.stays, (at) => minuteOf(at, day.day), language) : null,
    day.stays.length > 0 ? day.minutes : null,
    day.stays.length > 0 ? hoursOf(day.minutes) : null,
    day.hourlyMinutes || null,
    day.lateMinutes || null,
    yes(day.isLateAnnounced, language),
    words.worded(words.ABSENCE_WORDS, day.absenceReason, language),
    yes(day.isCorrected, language),
    yes(day.conflicts.length > 0, language),
  ];
}

const eachStay = (stays: readonly DayStay[], minuteOf: (at: Date) => number, language: Language): string | null =>
  words.listed(
    stays.map(
      ({ from, to }) => `${cellText(minuteOf(from), 'clock')}–${to === null ? '?' : cellText(minuteOf(to), 'clock')}`,
    ),
    language,
  );

export function absenceRows(child: SheetChild, { site }: SheetSite, { language, roomName }: RowContext): Cell[][] {
  const employers = employersOf(child, language);
  return child.days
    .filter(({ mark, isOwed }) => isOwed && (mark === 'absent-reported' || mark === 'absent-unreported'))
    .map((day) => [
      ...[site.name, roomName(day.classroomId), child.name, child.number, employers, day.day],
      words.MARK_WORDS[day.mark][language],
      words.worded(words.ABSENCE_WORDS, day.absenceReason, language),
      child.id,
    ]);
}

/** Why is free text, which may name other children: only for who reads the whole site. */
export function correctionRows(child: SheetChild, { site, month, isWhole }: SheetSite, context: RowContext): Cell[][] {
  return [...child.corrections]
    .sort((a, b) => a.correctedAt.getTime() - b.correctedAt.getTime() || a.id.localeCompare(b.id, 'en'))
    .map((event) => [
      ...[site.name, child.name, child.number, event.day],
      ...saidCells(beforeOf(event), event.day, context),
      ...saidCells(event, event.day, context),
      isWhole ? event.reason : null,
      event.author,
      stampOf(event.correctedAt, month.timeZone, context),
      child.id,
    ]);
}

type Said = Pick<MonthEvent, 'kind' | 'happenedAt' | 'classroomId'>;

/** What a record said, cells: what, when, where. What did not happen has no time and no room. */
function saidCells(said: Said | null, day: LocalDay, { language, minuteOf, roomName }: RowContext): Cell[] {
  if (said === null) return [words.NOT_RECORDED[language], null, null];
  if (said.kind === 'undone') return [words.KIND_WORDS.undone[language], null, null];
  return [
    words.worded(words.KIND_WORDS, said.kind, language),
    minuteOf(said.happenedAt, day),
    roomName(said.classroomId),
  ];
}

function beforeOf({ before }: MonthEvent): Said | null {
  if (typeof before !== 'object' || before === null) return null;
  const { kind, happenedAt, classroomId } = before as Record<string, unknown>;
  if (typeof kind !== 'string' || typeof happenedAt !== 'string' || typeof classroomId !== 'string') return null;
  return { kind: kind as Said['kind'], happenedAt: new Date(happenedAt), classroomId };
}

function stampOf(at: Date, timeZone: string, { minuteOf }: RowContext): string {
  const day = localDay(at, timeZone);
  return `${day} ${cellText(minuteOf(at, day), 'clock')}`;
}

/** A room's part of the children's days. */
export const roomSums = (children: readonly SheetChild[], classroomId: string): MonthSums =>
  sumsOf(children.flatMap(({ days }) => days.filter((day) => day.classroomId === classroomId)));
