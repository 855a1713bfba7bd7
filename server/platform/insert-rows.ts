import type { Tx } from './database.ts';

/**
 * Inserts many rows by one plain statement. Prisma's createMany compiles a statement anew for every number of rows, which
 * took half of the time of a check-in (README, decisions); here the rows are one JSON value, and the table's own types read it.
 * @param columns the table's, as Prisma names them; a row that lacks one has null there
 * @param rule what follows the rows, such as ON CONFLICT DO NOTHING
 * @returns how many rows were inserted
 */
export async function insertRows<Column extends string>(
  tx: Tx,
  table: string,
  columns: readonly Column[],
  rows: readonly Partial<Record<Column, unknown>>[],
  rule = '',
): Promise<number> {
  const values = rows.map((row) =>
    Object.fromEntries(columns.map((column) => [snakeCase(column), row[column]] as const)),
  );
  const list = columns.map(snakeCase).join(', ');
  return tx.$executeRawUnsafe(
    `INSERT INTO ${table} (${list}) SELECT ${list} FROM json_populate_recordset(NULL::${table}, $1::json) ${rule}`,
    JSON.stringify(values),
  );
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
