import type { ImportError } from '../contract/imports.ts';
import type { ImportRow, Session } from './import-row.ts';
import { errorAt } from './plan-parts.ts';

export type ChildRows = { siteId: string; rows: ImportRow[] };

/**
 * Puts together the rows of one child: by its number, else by name and birthday. A row that contradicts an earlier one, or
 * names no child for certain, goes to `errors` instead.
 */
export function groupByChild(
  rows: readonly ImportRow[],
  siteOf: ReadonlyMap<ImportRow, string>,
  errors: ImportError[],
): ChildRows[] {
  const site = (row: ImportRow) => siteOf.get(row) ?? '';
  const nameKey = (row: ImportRow) => JSON.stringify([site(row), row.name, row.bornOn]);
  const numbers = numbersBy(rows, nameKey);
  const groups = new Map<string, ChildRows>();
  for (const row of rows) {
    const [number, ...others] = row.number === null ? (numbers.get(nameKey(row)) ?? []) : [row.number];
    if (row.number === null && row.bornOn === null) errors.push(errorAt(row, 'bornOn', 'needs-number-or-birthday'));
    else if (others.length > 0) errors.push(errorAt(row, 'childNumber', 'child-several'));
    else
      addTo(groups, number === undefined ? nameKey(row) : JSON.stringify([site(row), number]), site(row), row, errors);
  }
  return [...groups.values()];
}

/** The numbers of the children of one name and birthday, so that a second row of theirs need not repeat it. */
function numbersBy(rows: readonly ImportRow[], nameKey: (row: ImportRow) => string): Map<string, Set<string>> {
  const numbers = new Map<string, Set<string>>();
  for (const row of rows)
    if (row.number !== null) numbers.set(nameKey(row), (numbers.get(nameKey(row)) ?? new Set()).add(row.number));
  return numbers;
}

function addTo(groups: Map<string, ChildRows>, key: string, siteId: string, row: ImportRow, errors: ImportError[]) {
  const group = groups.get(key) ?? { siteId, rows: [] };
  groups.set(key, group);
  const faults = contradictions(row, group.rows);
  errors.push(...faults);
  if (faults.length === 0) group.rows.push(row);
}

function contradictions(row: ImportRow, before: readonly ImportRow[]): ImportError[] {
  const [first] = before;
  if (first === undefined) return [];
  if (first.name !== row.name) return [errorAt(row, 'childNumber', 'number-of-another', first.row)];
  const differs = (['nickname', 'bornOn', 'allergies'] as const).flatMap((column) => {
    const other = before.find((one) => one[column] !== null);
    const isOther = row[column] !== null && other && String(other[column]) !== String(row[column]);
    return isOther ? [errorAt(row, column, 'differs-from-row', other.row)] : [];
  });
  return [...differs, ...sessionContradictions(row, before), ...repetitions(row, before)];
}

function sessionContradictions(row: ImportRow, before: readonly ImportRow[]): ImportError[] {
  const { session } = row;
  if (session === null) return [];
  for (const one of before) {
    if (one.session === null || isSameSession(one.session, session)) continue;
    if (isSamePlace(one.session, session)) return [errorAt(row, 'from', 'differs-from-row', one.row)];
    if (overlaps(open(one.session), open(session))) return [errorAt(row, 'room', 'enrolment-overlaps', one.row)];
  }
  return [];
}

const open = (session: Session) => ({ ...session, endsOn: null });

/** The same guardian may stand twice where the child comes to two rooms. */
function repetitions(row: ImportRow, before: readonly ImportRow[]): ImportError[] {
  const { session, guardian } = row;
  const addsSession = session !== null && !before.some((one) => one.session && isSameSession(one.session, session));
  const twin = before.find(
    (one) => one.guardian?.name === guardian?.name && (one.guardian?.phone ?? null) === (guardian?.phone ?? null),
  );
  return twin && !addsSession ? [errorAt(row, guardian ? 'guardianName' : 'childName', 'row-twice', twin.row)] : [];
}

const isSamePlace = (a: Session, b: Session): boolean => a.room === b.room && a.sessionKind === b.sessionKind;
const isSameSession = (a: Session, b: Session): boolean =>
  isSamePlace(a, b) &&
  a.fromMinute === b.fromMinute &&
  a.toMinute === b.toMinute &&
  a.startsOn === b.startsOn &&
  a.weekdays.join() === b.weekdays.join();

type Span = Pick<Session, 'weekdays' | 'fromMinute' | 'toMinute' | 'startsOn'> & { endsOn: string | null };

/** Is there a moment at which both hold? */
export const overlaps = (a: Span, b: Span): boolean =>
  a.weekdays.some((day) => b.weekdays.includes(day)) &&
  a.fromMinute < b.toMinute &&
  b.fromMinute < a.toMinute &&
  (a.endsOn === null || b.startsOn <= a.endsOn) &&
  (b.endsOn === null || a.startsOn <= b.endsOn);

/** One telephone is one person's, in the whole file. @returns the rows that do not contradict an earlier one */
export function checkPhones(rows: readonly ImportRow[], errors: ImportError[]): ImportRow[] {
  const firstOf = new Map<string, ImportRow>();
  return rows.filter((row) => {
    const { guardian } = row;
    if (guardian === null || guardian.phone === null) return true;
    const first = firstOf.get(guardian.phone) ?? row;
    firstOf.set(guardian.phone, first);
    if (first.guardian?.name !== guardian.name) {
      errors.push(errorAt(row, 'phone', 'phone-of-another', first.row));
      return false;
    }
    const isOther = guardian.employer !== null && guardian.employer !== first.guardian.employer;
    if (isOther && first.guardian.employer !== null) {
      errors.push(errorAt(row, 'employer', 'differs-from-row', first.row));
      return false;
    }
    return true;
  });
}
