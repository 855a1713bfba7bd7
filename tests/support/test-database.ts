import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/**
 * A database of one's own with every migration applied and no rows: a clone of the run's template, some 50 ms.
 * `close` drops it, whoever is still connected.
 */
export async function openTestDatabase(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = process.env.TEST_DATABASE_SERVER;
  if (!server) throw new Error('No test database runs: does this suite name start-test-database.ts in jest.config.js?');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template_kanwa`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, close: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
