import type { ImportColumn, ImportError, ImportWarning, RowFault, RowWarning } from '../contract/imports.ts';
import { told, type ImportRow } from './import-row.ts';
import type { KnownEnrolment } from './known.ts';

/** What an import would write. New rows carry their ids already, so that they can name one another. */
export type Changes = {
  newChildren: NewChild[];
  newPeople: NewPerson[];
  newLinks: NewLink[];
  newEnrolments: NewEnrolment[];
  childChanges: { id: string; siteId: string; fields: Partial<ChildFields> }[];
  personChanges: { id: string; siteId: string; fields: { phone?: string; employerId?: string } }[];
  linkChanges: { id: string; siteId: string; childId: string; userId: string; fields: Partial<LinkFields> }[];
  enrolmentChanges: EnrolmentChange[];
};
export type ChildFields = {
  number: string | null;
  name: string;
  nickname: string;
  bornOn: string | null;
  allergies: string[];
};
export type LinkFields = { relation: string; mayWatch: boolean; mayPickUp: boolean };
export type NewChild = ChildFields & { id: string; siteId: string };
export type NewPerson = { id: string; siteId: string; name: string; phone: string; employerId: string | null };
export type NewLink = LinkFields & { siteId: string; childId: string; userId: string };
export type NewEnrolment = Omit<KnownEnrolment, 'id'> & { row: number; siteId: string; childId: string };
export type EnrolmentChange = {
  id: string;
  siteId: string;
  childId: string;
  classroomId: string;
  fields: Partial<Omit<KnownEnrolment, 'id'>>;
};

export const noChanges = (): Changes => ({
  newChildren: [],
  newPeople: [],
  newLinks: [],
  newEnrolments: [],
  childChanges: [],
  personChanges: [],
  linkChanges: [],
  enrolmentChanges: [],
});

export type Outcome = 'added' | 'changed' | 'same';

/** One try at the rows of one child: nothing of it counts while it has a fault. */
export type Attempt = {
  changes: Changes;
  errors: ImportError[];
  warnings: ImportWarning[];
  outcomes: Map<number, Outcome>;
};

/** More than the ones before says: a row that adds something adds, whatever else it changes. */
export function note({ outcomes }: Attempt, { row }: ImportRow, outcome: Outcome): void {
  const before = outcomes.get(row) ?? 'same';
  const rank: Record<Outcome, number> = { same: 0, changed: 1, added: 2 };
  outcomes.set(row, rank[outcome] > rank[before] ? outcome : before);
}

export const errorAt = (
  { row, raw }: ImportRow,
  column: ImportColumn,
  code: RowFault,
  otherRow: number | null = null,
): ImportError => ({ row, column, code, value: told(raw[column]), otherRow });

export const warningAt = ({ row, raw }: ImportRow, column: ImportColumn, code: RowWarning): ImportWarning => ({
  row,
  column,
  code,
  value: told(raw[column]),
  otherRow: null,
});
