import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { openTestDatabase } from '../support/test-database.ts';

test('two test databases have every table and see nothing of each other', async () => {
  const [one, two] = await Promise.all([openTestDatabase(), openTestDatabase()]);
  const count = async (url: string, sql: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rowCount } = await client.query(sql);
    await client.end();
    return rowCount;
  };

  await count(one.url, `INSERT INTO organization (id, name) VALUES (gen_random_uuid(), '海棠')`);

  expect(await count(one.url, 'SELECT * FROM organization')).toBe(1);
  expect(await count(two.url, 'SELECT * FROM organization')).toBe(0);
  await one.close();
  await two.close();
  await expect(count(one.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
});
