import type { ImportError, ImportReport, ImportWarning } from '../contract/imports.ts';
import { checkPhones, groupByChild } from './check-rows.ts';
import type { ImportRow } from './import-row.ts';
import type { Known } from './known.ts';
import { ChildrenOfSite, planChild, type ChildContext } from './plan-child.ts';
import { People } from './plan-guardian.ts';
import { type Attempt, type Changes, noChanges, type Outcome, warningAt } from './plan-parts.ts';
import { type NewRoom, type NewSite, Places } from './plan-places.ts';

export type Plan = Changes & {
  newSites: NewSite[];
  newRooms: NewRoom[];
  errors: ImportError[];
  warnings: ImportWarning[];
  outcomes: Map<number, Outcome>;
};

/**
 * What an import of these rows would write, given what is known: pure. Every row is either in `outcomes` or named in
 * `errors`; what is wrong in one row leaves the other rows of the child as they are.
 */
export function planImport(rows: readonly ImportRow[], known: Known): Plan {
  const places = new Places(known);
  const people = new People(known);
  const plan: Plan = { ...noChanges(), newSites: [], newRooms: [], errors: [], warnings: [], outcomes: new Map() };
  const siteOf = new Map<ImportRow, string>();
  const todayAt = new Map<string, string>();
  for (const row of checkPhones(rows, plan.errors)) {
    const site = places.site(row);
    if ('code' in site) plan.errors.push(site);
    else siteOf.set(row, site.id);
    if (!('code' in site)) todayAt.set(site.id, site.today);
  }
  const childrenOf = Map.groupBy(known.children, ({ siteId }) => siteId);
  const contextOf = new Map<string, ChildContext>();
  for (const [siteId, today] of todayAt)
    contextOf.set(siteId, {
      siteId,
      today,
      places,
      people,
      children: new ChildrenOfSite(childrenOf.get(siteId) ?? []),
    });
  for (const group of groupByChild([...siteOf.keys()], siteOf, plan.errors)) {
    const context = contextOf.get(group.siteId);
    if (context) planGroup(plan, group.rows, context);
  }
  keepUsedPlaces(plan, places);
  warnOfCapacity(plan, known, rows);
  return plan;
}

/** Tries without the rows that are wrong until the others can stand by themselves. */
function planGroup(plan: Plan, rows: ImportRow[], context: ChildContext): void {
  const [first, ...others] = rows;
  if (first === undefined) return;
  const attempt = planChild([first, ...others], context);
  if (attempt.errors.length === 0) {
    take(plan, attempt, context);
    return;
  }
  plan.errors.push(...attempt.errors);
  const wrong = new Set(attempt.errors.map(({ row }) => row));
  planGroup(
    plan,
    rows.filter(({ row }) => !wrong.has(row)),
    context,
  );
}

function take(plan: Plan, { changes, warnings, outcomes }: Attempt, { people }: ChildContext): void {
  for (const [key, made] of Object.entries(changes)) (plan[key as keyof Changes] as unknown[]).push(...made);
  for (const person of changes.newPeople) if (person.phone !== '') people.added.set(person.phone, person);
  plan.warnings.push(...warnings);
  for (const [row, outcome] of outcomes) plan.outcomes.set(row, outcome);
}

/** Rooms and sites that only wrong rows named are not made. */
function keepUsedPlaces(plan: Plan, places: Places): void {
  const roomIds = new Set(plan.newEnrolments.map(({ classroomId }) => classroomId));
  const siteIds = new Set(plan.newChildren.map(({ siteId }) => siteId));
  plan.newRooms = [...places.newRooms.values()].filter(({ id }) => roomIds.has(id));
  plan.newSites = [...places.newSites.values()].filter(({ id }) => siteIds.has(id));
  plan.warnings.push(
    ...plan.newSites.map(({ firstRow }) => warningAt(firstRow, 'site', 'site-new')),
    ...plan.newRooms.map(({ firstRow }) => warningAt(firstRow, 'room', 'room-new')),
  );
}

/** Said once a room, at the row that fills it beyond its places. */
function warnOfCapacity(plan: Plan, { rooms }: Known, rows: readonly ImportRow[]): void {
  const rowAt = new Map(rows.map((row) => [row.row, row]));
  const added = Map.groupBy(plan.newEnrolments, ({ classroomId }) => classroomId);
  const cut = Map.groupBy(
    plan.enrolmentChanges.filter(({ fields }) => fields.startsOn === undefined),
    ({ classroomId }) => classroomId,
  );
  for (const room of [...rooms, ...plan.newRooms]) {
    const joining = added.get(room.id) ?? [];
    const free = room.capacity - room.enrolled + (cut.get(room.id)?.length ?? 0);
    const row = rowAt.get(joining[Math.max(0, free)]?.row ?? -1);
    if (row) plan.warnings.push(warningAt(row, 'room', 'room-over-capacity'));
  }
}

/** As the console shows it; `faults` are those that were found before anything was looked up. */
export function reportOf(plan: Plan, faults: readonly ImportError[], ignoredColumns: string[]): ImportReport {
  const errors = [...faults, ...plan.errors].sort((a, b) => a.row - b.row);
  const outcomes = [...plan.outcomes.values()];
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  return {
    counts: {
      added: count('added'),
      changed: count('changed'),
      same: count('same'),
      faulty: new Set(errors.map(({ row }) => row)).size,
    },
    made: {
      sites: plan.newSites.length,
      rooms: plan.newRooms.length,
      children: plan.newChildren.length,
      guardians: plan.newPeople.length,
      links: plan.newLinks.length,
      enrolments: plan.newEnrolments.length,
    },
    errors,
    warnings: plan.warnings.toSorted((a, b) => a.row - b.row),
    ignoredColumns,
  };
}
