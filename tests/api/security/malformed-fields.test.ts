import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { askAt } from '../../support/security-ask.ts';
import { castAt, WHO, type Cast } from '../../support/security-cast.ts';
import { withWrongFields } from '../../support/security-garbage.ts';
import { objectsIn } from '../../support/security-objects.ts';
import { digestOfRows } from '../../support/security-rows.ts';
import { startSecuredAlone, type SecuredServer } from '../../support/security-server.ts';
import { requestOf, TABLE, type Row } from '../../support/security-table.ts';

let server: SecuredServer;
let cast: Cast;
beforeAll(async () => {
  server = await startSecuredAlone();
  cast = await castAt(server.database.db);
});
afterAll(() => server.stop());

const writing = TABLE.filter(({ route }) => !route.startsWith('GET')).map((row): [string, Row] => [row.route, row]);

/**
 * Some of the values are good ones (a child may be called constructor); what must never be is a fault of the server's own
 * (askAt fails on it) or a refused request that did something.
 */
test.each(writing)('attack: %s with each field wrong in every way', async (_route, row) => {
  const who = WHO.findLast((candidate) => row.expected[candidate] === 'ok') ?? 'siteAdmin';
  const token = await cast.token(who);
  const { body, ...request } = requestOf(row, await row.ask(objectsIn(server, cast.here)));
  const before = await digestOfRows(server.database.pool);
  const refused: unknown[] = [];
  const faults: string[] = [];
  const send = async (wrong: unknown, where: string): Promise<string> => {
    try {
      return (await askAt(server.url, { ...request, token, body: wrong })).code;
    } catch (error) {
      faults.push(`${where}: ${String(error)} to ${JSON.stringify(wrong).slice(0, 200)}`);
      return 'fault';
    }
  };
  let isTaken = false;
  for (const { where, bodies } of withWrongFields(body)) {
    for (const wrong of bodies) {
      if ((await send(wrong, where)) === 'ok') isTaken = true;
      else refused.push(wrong);
    }
  }
  expect(faults).toEqual([]);
  if (!isTaken) expect(await digestOfRows(server.database.pool)).toBe(before);
  else await nothingDoneBy(refused, send);
});

/** Where some were taken, those refused are sent again alone. */
async function nothingDoneBy(
  refused: unknown[],
  send: (body: unknown, where: string) => Promise<string>,
): Promise<void> {
  const before = await digestOfRows(server.database.pool);
  for (const body of refused) expect(await send(body, 'again')).not.toBe('ok');
  expect(await digestOfRows(server.database.pool)).toBe(before);
}
