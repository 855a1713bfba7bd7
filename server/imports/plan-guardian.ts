import { randomUUID } from 'node:crypto';
import type { ImportError } from '../contract/imports.ts';
import { plainPhone } from '../platform/plain-phone.ts';
import type { Guardian, ImportRow } from './import-row.ts';
import type { Known, KnownChild, KnownLink, KnownPerson } from './known.ts';
import { type Attempt, errorAt, type NewPerson, note, warningAt } from './plan-parts.ts';

export type ChildPlace = { siteId: string; childId: string; child: KnownChild | null };

/** Persons by their telephones, and employers by their names, per site. */
export class People {
  /** Who is new through an earlier row of the same file; by telephone. */
  readonly added = new Map<string, NewPerson>();
  readonly askingId: string;
  readonly #byPhone: Map<string, KnownPerson[]>;
  readonly #employers: Map<string, string>;

  constructor({ people, employers, askingId }: Known) {
    this.askingId = askingId;
    this.#byPhone = Map.groupBy(people, ({ phone }) => plainPhone(phone));
    this.#employers = new Map(employers.map(({ siteId, name, id }) => [`${siteId} ${name}`, id]));
  }

  withPhone = (phone: string): KnownPerson[] => this.#byPhone.get(phone) ?? [];
  employer = (siteId: string, name: string): string | undefined => this.#employers.get(`${siteId} ${name}`);
}

/** Links the row's guardian to the child: found by telephone, else by name among the child's own, else new. */
export function planGuardian(
  attempt: Attempt,
  row: ImportRow,
  guardian: Guardian,
  people: People,
  place: ChildPlace,
): void {
  const employerId = guardian.employer === null ? null : people.employer(place.siteId, guardian.employer);
  if (employerId === undefined) {
    attempt.errors.push(errorAt(row, 'employer', 'employer-unknown'));
    return;
  }
  const found = findPerson(row, guardian, people, place.child);
  if (found !== null && 'code' in found) {
    attempt.errors.push(found);
    return;
  }
  const link = place.child?.links.find(({ person }) => person.id === found?.id);
  if (found === null) {
    planNewLink(attempt, row, guardian, place, newPerson(attempt, people, guardian, employerId, place.siteId));
  } else if (link === undefined && found.id === people.askingId) {
    attempt.errors.push(errorAt(row, 'phone', 'yourself'));
  } else {
    planPersonChange(attempt, row, found, { phone: guardian.phone, employerId, siteId: place.siteId });
    if (link === undefined) planNewLink(attempt, row, guardian, place, found.id);
    else planLinkChange(attempt, row, guardian, link, place);
  }
}

function findPerson(
  row: ImportRow,
  { name, phone }: Guardian,
  people: People,
  child: KnownChild | null,
): KnownPerson | ImportError | null {
  const own = child?.links.map(({ person }) => person) ?? [];
  const called = phone === null ? [] : people.withPhone(phone);
  const ownCalled = called.filter(({ id }) => own.some((person) => person.id === id));
  const candidates = ownCalled.length > 0 ? ownCalled : called;
  if (candidates.length > 1) return errorAt(row, 'phone', 'phone-of-several');
  const [byPhone] = candidates;
  if (byPhone) return byPhone.name === name ? byPhone : errorAt(row, 'phone', 'phone-registered-to-another');
  const named = own.filter((person) => person.name === name);
  if (named.length > 1) return errorAt(row, 'guardianName', 'guardian-several');
  return named[0] ?? null;
}

/** One telephone is one new person, also as the guardian of several children. */
function newPerson(
  { changes }: Attempt,
  people: People,
  { name, phone }: Guardian,
  employerId: string | null,
  siteId: string,
): string {
  const before =
    changes.newPeople.find((person) => person.name === name && person.phone === (phone ?? '')) ??
    people.added.get(phone ?? '');
  if (before) {
    before.employerId ??= employerId;
    return before.id;
  }
  const person = { id: randomUUID(), siteId, name, phone: phone ?? '', employerId };
  changes.newPeople.push(person);
  return person.id;
}

function planNewLink(
  attempt: Attempt,
  row: ImportRow,
  { relation, mayWatch, mayPickUp }: Guardian,
  { siteId, childId }: ChildPlace,
  userId: string,
): void {
  const { newLinks } = attempt.changes;
  // A second row of the same guardian is about a second room.
  if (newLinks.some((link) => link.userId === userId && link.childId === childId)) return;
  newLinks.push({
    ...{ siteId, childId, userId, relation },
    mayWatch: mayWatch ?? false, // what nobody said is no right
    mayPickUp: mayPickUp ?? false,
  });
  note(attempt, row, 'added');
}

function planPersonChange(
  attempt: Attempt,
  row: ImportRow,
  person: KnownPerson,
  { phone, employerId, siteId }: { phone: string | null; employerId: string | null; siteId: string },
): void {
  if (employerId !== null && person.employerId !== null && person.employerId !== employerId) {
    attempt.errors.push(errorAt(row, 'employer', 'employer-differs'));
    return;
  }
  const fields = {
    ...(phone !== null && plainPhone(person.phone) !== phone && { phone }),
    ...(employerId !== null && person.employerId === null && { employerId }),
  };
  if (Object.keys(fields).length === 0) return;
  attempt.changes.personChanges.push({ id: person.id, siteId, fields });
  note(attempt, row, 'changed');
}

/** Rights become less here, never more: who gives one back does so under "Permissions", with a reason. */
function planLinkChange(
  attempt: Attempt,
  row: ImportRow,
  guardian: Guardian,
  link: KnownLink,
  { siteId, childId }: ChildPlace,
): void {
  const rights = ['mayWatch', 'mayPickUp'] as const;
  for (const right of rights)
    if (guardian[right] === true && (link.isStopped || !link[right]))
      attempt.warnings.push(warningAt(row, right, 'right-not-given-back'));
  const fields = {
    ...(guardian.relation !== link.relation && { relation: guardian.relation }),
    ...Object.fromEntries(
      rights.filter((right) => guardian[right] === false && link[right]).map((right) => [right, false]),
    ),
  };
  if (Object.keys(fields).length === 0) return;
  attempt.changes.linkChanges.push({ id: link.id, siteId, childId, userId: link.person.id, fields });
  note(attempt, row, 'changed');
}
