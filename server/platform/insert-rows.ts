import type { Tx } from './database.ts';

/** Rows of one table. `columns` are named as Prisma does; a row that lacks one has null there. */
export type Insert<Column extends string = string> = {
  table: string;
  columns: readonly Column[];
  rows: readonly Partial<Record<Column, unknown>>[];
  /** What follows the rows, such as ON CONFLICT DO NOTHING. */
  rule?: string;
};

/**
 * Inserts many rows by one plain statement. Prisma's createMany compiles a statement anew for every number of rows, which
 * took half of the time of a check-in (README, decisions); here the rows are one JSON value, and the table's own types read it.
 * @returns how many rows were inserted
 */
export async function insertRows<Column extends string>(tx: Tx, insert: Insert<Column>): Promise<number> {
  const { text, values } = insertStatement([insert]);
  return tx.$executeRawUnsafe(text, ...values);
}

/** One statement for the rows of several tables: between two of them nobody waits for the database's answer. */
export function insertStatement(inserts: readonly Insert[]): { text: string; values: string[] } {
  const texts = inserts.map(({ table, columns, rule = '' }, n) => {
    const list = columns.map(snakeCase).join(', ');
    const rows = `json_populate_recordset(NULL::${table}, $${n + 1}::json)`;
    return `INSERT INTO ${table} (${list}) SELECT ${list} FROM ${rows} ${rule}`;
  });
  const last = texts.pop() ?? '';
  const before = texts.map((text, n) => `i${n} AS (${text})`).join(', ');
  return { text: before === '' ? last : `WITH ${before} ${last}`, values: inserts.map(valuesOf) };
}

const valuesOf = ({ columns, rows }: Insert): string =>
  JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((column) => [snakeCase(column), row[column]]))));

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
