import { randomUUID } from 'node:crypto';
import type { ImportError } from '../contract/imports.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { ImportRow } from './import-row.ts';
import type { KnownChild } from './known.ts';
import { type People, planGuardian } from './plan-guardian.ts';
import { type Attempt, type ChildFields, errorAt, noChanges, note } from './plan-parts.ts';
import type { Places } from './plan-places.ts';
import { planSession } from './plan-sessions.ts';

export type ChildContext = {
  siteId: string;
  today: LocalDay;
  places: Places;
  people: People;
  /** Children of the site, of whom one may be this. */
  children: ChildrenOfSite;
};

export class ChildrenOfSite {
  readonly #byNumber: Map<string | null, KnownChild>;
  readonly #byName: Map<string, KnownChild[]>;
  constructor(children: readonly KnownChild[]) {
    this.#byNumber = new Map(children.map((child) => [child.number, child]));
    this.#byName = Map.groupBy(children, ({ name }) => name);
  }

  numbered = (number: string): KnownChild | undefined => this.#byNumber.get(number);
  named = (name: string, bornOn: LocalDay): KnownChild[] =>
    this.#byName.get(name)?.filter((child) => child.bornOn === bornOn) ?? [];
}

/** What the rows of one child would change. They agree with one another already. */
export function planChild(rows: readonly [ImportRow, ...ImportRow[]], context: ChildContext): Attempt {
  const attempt: Attempt = { changes: noChanges(), errors: [], warnings: [], outcomes: new Map() };
  for (const row of rows) note(attempt, row, 'same');
  const found = findChild(rows, context.children);
  if (found !== null && 'code' in found) {
    attempt.errors.push(found);
    return attempt;
  }
  const childId = found === null ? planNewChild(attempt, rows, context) : planChildChange(attempt, rows, found);
  for (const row of rows) planSessionOf(attempt, row, found, childId, context);
  for (const row of rows)
    if (row.guardian)
      planGuardian(attempt, row, row.guardian, context.people, { siteId: context.siteId, childId, child: found });
  return attempt;
}

type Rows = readonly [ImportRow, ...ImportRow[]];

const firstOf = <K extends keyof ImportRow>(rows: Rows, key: K): ImportRow[K] | null =>
  rows.find((row) => row[key] !== null)?.[key] ?? null;

/** By number; else by name and birthday, unless that child has a number of its own. */
function findChild(rows: Rows, children: ChildrenOfSite): KnownChild | ImportError | null {
  const [first] = rows;
  const number = firstOf(rows, 'number');
  const bornOn = firstOf(rows, 'bornOn');
  const byNumber = number === null ? undefined : children.numbered(number);
  if (byNumber) {
    if (byNumber.hasLeft) return errorAt(first, 'childNumber', 'child-has-left');
    const isOther = byNumber.name !== first.name && byNumber.bornOn !== null && bornOn !== byNumber.bornOn;
    return isOther ? errorAt(first, 'childNumber', 'number-registered-to-another') : byNumber;
  }
  const named = bornOn === null ? [] : children.named(first.name, bornOn);
  const staying = named.filter(({ hasLeft }) => !hasLeft);
  if (staying.length > 1) return errorAt(first, 'childName', 'child-several');
  const [child] = staying;
  if (child === undefined) return named.length > 0 ? errorAt(first, 'childName', 'child-has-left') : null;
  if (number !== null && child.number !== null) return errorAt(first, 'childNumber', 'child-has-other-number');
  return child;
}

function planNewChild(attempt: Attempt, rows: Rows, { siteId }: ChildContext): string {
  const id = randomUUID();
  const [{ name }] = rows;
  attempt.changes.newChildren.push({
    ...{ id, siteId, name },
    number: firstOf(rows, 'number'),
    nickname: firstOf(rows, 'nickname') ?? '',
    bornOn: firstOf(rows, 'bornOn'),
    allergies: firstOf(rows, 'allergies') ?? [],
  });
  for (const row of rows) note(attempt, row, 'added');
  if (rows.every(({ session }) => session === null)) attempt.errors.push(errorAt(rows[0], 'room', 'missing'));
  return id;
}

/** What a cell leaves open stays as it is. */
function planChildChange(attempt: Attempt, rows: Rows, child: KnownChild): string {
  const [first] = rows;
  const said: Partial<ChildFields> = { name: first.name };
  for (const key of ['number', 'nickname', 'bornOn'] as const) {
    const value = firstOf(rows, key);
    if (value !== null) said[key] = value;
  }
  const allergies = firstOf(rows, 'allergies');
  if (allergies !== null) said.allergies = allergies;
  const fields = Object.fromEntries(
    Object.entries(said).filter(([key, value]) => String(value) !== String(child[key as keyof ChildFields] ?? '')),
  );
  if (Object.keys(fields).length > 0) {
    attempt.changes.childChanges.push({ id: child.id, siteId: child.siteId, fields });
    note(attempt, first, 'changed');
  }
  return child.id;
}

/** Rows of several guardians repeat the same session: the first of them enrols. */
function planSessionOf(
  attempt: Attempt,
  row: ImportRow,
  child: KnownChild | null,
  childId: string,
  { siteId, today, places }: ChildContext,
): void {
  if (row.session === null) return;
  const room = places.room(row, row.session, siteId);
  if ('code' in room) {
    attempt.errors.push(room);
    return;
  }
  const { sessionKind } = row.session;
  const isPlanned = [
    ...attempt.changes.newEnrolments,
    ...attempt.changes.enrolmentChanges.map(({ classroomId, fields }) => ({ classroomId, ...fields })),
  ].some((one) => one.classroomId === room.id && one.sessionKind === sessionKind);
  if (!isPlanned) planSession(attempt, row, row.session, child, { siteId, childId, classroomId: room.id, today });
}
