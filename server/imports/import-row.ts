import type { ImportColumn, ImportError, RowFault } from '../contract/imports.ts';
import type { ClassroomKind } from '../contract/people.ts';
import type { LocalDay } from '../platform/calendar.ts';
import * as cell from './cells.ts';
import type { ReadColumns } from './columns.ts';
import type { TableRow } from './table.ts';

export type Session = {
  room: string;
  roomKind: ClassroomKind | null;
  sessionKind: string;
  weekdays: number[];
  fromMinute: number;
  toMinute: number;
  startsOn: LocalDay;
};
export type Guardian = {
  name: string;
  relation: string;
  phone: string | null;
  employer: string | null;
  mayWatch: boolean | null;
  mayPickUp: boolean | null;
};
/** One faultless line; null where it says nothing. */
export type ImportRow = {
  row: number;
  site: string | null;
  number: string | null;
  name: string;
  nickname: string | null;
  bornOn: LocalDay | null;
  allergies: string[] | null;
  session: Session | null;
  guardian: Guardian | null;
  /** As they stand in the file, for what is said of them later. */
  raw: Partial<Record<ImportColumn, string>>;
};

/** How much of a cell is repeated in an answer. */
const TOLD_CHARACTERS = 60;
export const told = (value: string | undefined): string =>
  (value ?? '').trim().slice(0, TOLD_CHARACTERS).toWellFormed();

/** Reads a line cell by cell and tells all that is wrong in it, not only the first. */
export function readRow(
  { row, cells }: TableRow,
  { places }: ReadColumns,
  today: LocalDay,
): { row: ImportRow | null; errors: ImportError[] } {
  const raw = Object.fromEntries(places.flatMap((column, index) => (column ? [[column, cells[index] ?? '']] : [])));
  const reader = new RowReader(row, raw);
  const line = reader.line(today);
  return { row: reader.errors.length === 0 ? line : null, errors: reader.errors };
}

const SESSION_COLUMNS = ['room', 'roomKind', 'sessionKind', 'weekdays', 'from', 'to', 'startsOn'] as const;
const GUARDIAN_COLUMNS = ['guardianName', 'relation', 'phone', 'employer', 'mayWatch', 'mayPickUp'] as const;

class RowReader {
  readonly errors: ImportError[] = [];
  readonly #row: number;
  readonly #raw: Partial<Record<ImportColumn, string>>;

  constructor(row: number, raw: Partial<Record<ImportColumn, string>>) {
    this.#row = row;
    this.#raw = raw;
  }

  line(today: LocalDay): ImportRow {
    const name = this.#needed('childName', this.#words('childName'), '');
    const bornOn = this.#read('bornOn', cell.readDay);
    if (bornOn !== null && bornOn > today) this.#fault('bornOn', 'in-the-future');
    return {
      row: this.#row,
      site: this.#words('site'),
      number: this.#words('childNumber'),
      name,
      nickname: this.#words('nickname'),
      bornOn,
      allergies: this.#read('allergies', cell.readAllergies),
      session: this.#session(),
      guardian: this.#guardian(),
      raw: this.#raw,
    };
  }

  #session(): Session | null {
    if (!this.#says(SESSION_COLUMNS)) return null;
    const fromMinute = this.#needed('from', this.#read('from', cell.readMinute), -1);
    const toMinute = this.#needed('to', this.#read('to', cell.readMinute), Infinity);
    if (toMinute <= fromMinute) this.#fault('to', 'end-before-start');
    return {
      room: this.#needed('room', this.#words('room'), ''),
      roomKind: this.#read('roomKind', cell.readRoomKind),
      sessionKind: this.#needed('sessionKind', this.#read('sessionKind', cell.readSessionKind), ''),
      weekdays: this.#needed('weekdays', this.#read('weekdays', cell.readWeekdays), []),
      fromMinute,
      toMinute,
      startsOn: this.#needed('startsOn', this.#read('startsOn', cell.readDay), ''),
    };
  }

  #guardian(): Guardian | null {
    if (!this.#says(GUARDIAN_COLUMNS)) return null;
    return {
      name: this.#needed('guardianName', this.#words('guardianName'), ''),
      relation: this.#needed('relation', this.#words('relation'), ''),
      phone: this.#read('phone', cell.readPhone),
      employer: this.#words('employer'),
      mayWatch: this.#read('mayWatch', cell.readYesNo),
      mayPickUp: this.#read('mayPickUp', cell.readYesNo),
    };
  }

  #says(columns: readonly ImportColumn[]): boolean {
    return columns.some((column) => (this.#raw[column] ?? '').trim() !== '');
  }

  #words(column: keyof typeof cell.MOST_CHARACTERS): string | null {
    return this.#read(column, (text) => cell.readWords(text, cell.MOST_CHARACTERS[column]));
  }

  #read<T>(column: ImportColumn, read: (text: string) => cell.Read<T>): T | null {
    const found = read(this.#raw[column] ?? '');
    if ('value' in found) return found.value;
    this.#fault(column, found.fault);
    return null;
  }

  /** @returns what was read; `instead` when it was not, for a line that is not used then */
  #needed<T>(column: ImportColumn, value: T | null, instead: T): T {
    const isSaid = this.errors.some((error) => error.column === column);
    if (value === null && !isSaid) this.#fault(column, 'missing');
    return value ?? instead;
  }

  #fault(column: ImportColumn, code: RowFault): void {
    this.errors.push({ row: this.#row, column, code, value: told(this.#raw[column]), otherRow: null });
  }
}
