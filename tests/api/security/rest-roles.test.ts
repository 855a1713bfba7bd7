import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askAt, words } from '../../support/security-ask.ts';
import { castAt, WHO, type Cast, type Who } from '../../support/security-cast.ts';
import { objectsIn, unknownObjects, type Objects } from '../../support/security-objects.ts';
import { digestOfRows } from '../../support/security-rows.ts';
import { routesOf, startSecuredAlone, type SecuredServer } from '../../support/security-server.ts';
import type { Row } from '../../support/security-row.ts';
import { requestOf, TABLE } from '../../support/security-table.ts';

let server: SecuredServer;
let cast: Cast;
beforeAll(async () => {
  server = await startSecuredAlone();
  cast = await castAt(server.database.db);
  await server.database.db.site.updateMany({ data: { cameraNetworks: ['10.9.0.0/16'] } });
});
afterAll(() => server.stop());

const cases = TABLE.map((row): [string, Row] => [row.route, row]);

test('attack: a route nobody thought about. Every route of the server has its row, and no row is of a route that is gone', () => {
  expect(TABLE.map(({ route }) => route).sort()).toEqual(routesOf(server));
});

test.each(cases)('%s: each role hears what the table says', async (_route, row) => {
  const heard: Partial<Record<Who, string>> = {};
  for (const who of WHO) {
    const named = await row.ask(objectsIn(server, cast.here));
    heard[who] = (await askAt(server.url, { ...requestOf(row, named), token: await cast.token(who) })).code;
  }
  expect(heard).toEqual(row.expected);
});

const ofAdministrators = cases.filter(
  ([route, { expected }]) => / \/api\/admin\//.test(route) && expected.siteAdmin === 'ok',
);

test.each(ofAdministrators)('attack: the password alone. %s waits for a director’s code', async (_route, row) => {
  const token = await cast.tokenOfWithheld();
  const named = await row.ask(objectsIn(server, cast.here));
  const before = await digestOfRows(server.database.pool);
  expect((await askAt(server.url, { ...requestOf(row, named), token })).code).toBe('second-factor-needed');
  expect(await digestOfRows(server.database.pool)).toBe(before);
});

describe('attack: ids of elsewhere and of nothing', () => {
  const naming = cases.filter(([, { elsewhere }]) => elsewhere !== null);
  test.each(naming)('%s: they answer alike to every role, and nothing is done', async (_route, row) => {
    const foreign = requestOf(row, await row.ask(objectsIn(server, cast.elsewhere)));
    const unknown = requestOf(row, await row.ask(unknownObjects()));
    const tokens = await Promise.all(WHO.map((who) => cast.token(who)));
    const before = await digestOfRows(server.database.pool);
    for (const [index, who] of WHO.entries()) {
      const token = tokens[index] ?? null;
      const [ofForeign, ofUnknown] = [
        await askAt(server.url, { ...foreign, token }),
        await askAt(server.url, { ...unknown, token }),
      ];
      expect([who, words(ofForeign)]).toEqual([who, words(ofUnknown)]);
      expect([who, ofForeign.code]).toEqual([who, elsewhereCode(row, who)]);
    }
    expect(await digestOfRows(server.database.pool)).toBe(before);
  });

  const elsewhereCode = ({ expected, elsewhere }: Row, who: Who) =>
    ['ok', 'not-found'].includes(expected[who]) ? elsewhere : expected[who];
});

describe('attack: one of one’s own beside one of elsewhere in the same request', () => {
  const pairs: [string, (own: Objects, foreign: Objects) => Objects][] = [
    ['POST /api/admin/grants', (own, foreign) => ({ ...own, guardian: foreign.guardian })],
    ['POST /api/admin/grants', (own, foreign) => ({ ...own, camera: foreign.camera })],
    ['POST /api/admin/denies', (own, foreign) => ({ ...own, guardian: foreign.guardian })],
    ['POST /api/admin/denies', (own, foreign) => ({ ...own, camera: foreign.camera })],
    ['POST /api/admin/children', (own, foreign) => ({ ...own, classroom: foreign.classroom })],
    ['POST /api/admin/children', (own, foreign) => ({ ...own, site: foreign.site })],
    ['POST /api/admin/children/:childId/guardians', (own, foreign) => ({ ...own, guardian: foreign.guardian })],
    ['POST /api/admin/children/:childId/guardians', (own, foreign) => ({ ...own, child: foreign.child })],
    ['POST /api/admin/people/:userId/roles', (own, foreign) => ({ ...own, classroom: foreign.classroom })],
    ['POST /api/admin/people/:userId/roles', (own, foreign) => ({ ...own, staff: foreign.staff })],
  ];
  test.each(pairs)('%s', async (route, mixed) => {
    const row = TABLE.find((candidate) => candidate.route === route)!;
    const own = objectsIn(server, cast.here);
    const foreign = requestOf(row, await row.ask(mixed(own, objectsIn(server, cast.elsewhere))));
    const unknown = requestOf(row, await row.ask(mixed(own, unknownObjects())));
    const token = await cast.token('siteAdmin');
    const before = await digestOfRows(server.database.pool);
    const answers = [await askAt(server.url, { ...foreign, token }), await askAt(server.url, { ...unknown, token })];
    expect(answers.map(({ code }) => code)).toEqual(['not-found', 'not-found']);
    expect(words(answers[0]!)).toBe(words(answers[1]!));
    expect(await digestOfRows(server.database.pool)).toBe(before);
  });
});
