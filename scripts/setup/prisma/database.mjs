// Plain PostgreSQL for what the Prisma command line asks about databases as a whole.
import pg from 'pg';

/** Prisma's `?schema=` is not PostgreSQL's: it comes off before connecting. */
export function withoutSchema(url) {
  const plain = new URL(url);
  plain.searchParams.delete('schema');
  return plain.href;
}

export function withDatabase(url, name) {
  const other = new URL(withoutSchema(url));
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}

export const databaseName = (url) => decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres';

export async function runSql(url, sql) {
  const client = new pg.Client({ connectionString: withoutSchema(url) });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export async function createDatabase(url) {
  const name = databaseName(url);
  await runSql(withDatabase(url, 'postgres'), `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  return { databaseName: name };
}

export async function dropDatabase(url) {
  const name = pg.escapeIdentifier(databaseName(url));
  await runSql(withDatabase(url, 'postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EAI_AGAIN', 'ECONNRESET'];

/** The codes by which the Prisma command line knows what to tell its user (P1000 and so on). */
export function describeError(error, url) {
  if (error.code === '3D000') return { error_code: 'P1003', message: `Database ${databaseName(url)} does not exist.` };
  if (error.code === '28P01' || error.code === '28000') {
    return { error_code: 'P1000', message: `The database refuses this user or password: ${error.message}` };
  }
  if (UNREACHABLE.includes(error.code) || error.name === 'AggregateError') {
    return { error_code: 'P1001', message: `No database server answers at ${new URL(url).host}.` };
  }
  return { error_code: error.error_code ?? /\bP\d{4}\b/.exec(error.message)?.[0], message: error.message };
}
