import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { askAt } from './security-ask.ts';
import { castAt, WHO, type Cast } from './security-cast.ts';
import { withWrongFields } from './security-garbage.ts';
import { objectsIn } from './security-objects.ts';
import { digestOfRows, settledDigest } from './security-rows.ts';
import { startSecuredAlone, type SecuredServer } from './security-server.ts';
import type { Row } from './security-row.ts';
import { requestOf, TABLE } from './security-table.ts';

let server: SecuredServer;
let cast: Cast;

/**
 * A test for each route that it is asked for. Two files share them, so that neither takes long.
 * Some of the values are good ones (a child may be called constructor); what must never be is a fault of the server's own
 * (askAt fails on it) or a refused request that did something.
 */
export function testWrongFields(isAsked: (route: string) => boolean): void {
  beforeAll(async () => {
    server = await startSecuredAlone();
    cast = await castAt(server.database.db);
  });
  afterAll(() => server.stop());
  const writing = TABLE.filter(({ route }) => !route.startsWith('GET') && isAsked(route));
  test.each(writing.map((row): [string, Row] => [row.route, row]))(
    'attack: %s with each field wrong in every way',
    (_, row) => eachFieldWrong(row),
  );
}

async function eachFieldWrong(row: Row): Promise<void> {
  const who = WHO.findLast((candidate) => row.expected[candidate] === 'ok') ?? 'siteAdmin';
  const token = await cast.token(who);
  const { body, ...request } = requestOf(row, await row.ask(objectsIn(server, cast.here)));
  if (body === undefined) return; // the route reads none
  const before = await settledDigest(server.database.pool);
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
    const codes = await Promise.all(bodies.map((wrong) => send(wrong, where)));
    refused.push(...bodies.filter((_, index) => codes[index] !== 'ok'));
    isTaken ||= codes.includes('ok');
  }
  expect(faults).toEqual([]);
  if (!isTaken) expect(await digestOfRows(server.database.pool)).toBe(before);
  else await nothingDoneBy(refused, send);
}

/** Where some were taken, those refused are sent again alone. */
async function nothingDoneBy(
  refused: unknown[],
  send: (body: unknown, where: string) => Promise<string>,
): Promise<void> {
  const before = await settledDigest(server.database.pool);
  const codes = await Promise.all(refused.map((body) => send(body, 'again')));
  expect(codes).not.toContain('ok');
  expect(codes).not.toContain('fault');
  expect(await digestOfRows(server.database.pool)).toBe(before);
}
