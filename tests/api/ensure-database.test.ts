import { afterEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { ensureDatabase } from '../../server/platform/migrate.ts';

const server = process.env.TEST_DATABASE_SERVER ?? '';
const name = `ensured_${randomUUID().replaceAll('-', '')}`;

/** The test server's address with another user and database. */
function urlOf(database: string, user?: { name: string; password: string }): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (user) Object.assign(url, { username: user.name, password: user.password });
  return url.href;
}

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const sql of statements) await client.query(sql);
  await client.end();
}

afterEach(() => run(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));

test('several processes that start at once make one database, and none of them fails', async () => {
  await Promise.all([1, 2, 3, 4].map(() => ensureDatabase(urlOf(name))));
  await run(urlOf(name), 'SELECT 1');
});

test('a user who may enter only the one database starts on it', async () => {
  const owner = { name, password: randomUUID() };
  await run(
    server,
    `CREATE ROLE ${name} LOGIN PASSWORD '${owner.password}'`,
    `CREATE DATABASE ${name} OWNER ${name}`,
    'REVOKE CONNECT ON DATABASE postgres FROM PUBLIC',
  );
  try {
    await expect(run(urlOf('postgres', owner), 'SELECT 1')).rejects.toThrow(/permission denied/);
    await ensureDatabase(urlOf(name, owner));
  } finally {
    await run(
      server,
      'GRANT CONNECT ON DATABASE postgres TO PUBLIC',
      `DROP DATABASE ${name} WITH (FORCE)`,
      `DROP ROLE ${name}`,
    );
  }
});
