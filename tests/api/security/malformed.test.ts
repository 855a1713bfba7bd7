import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askAt, type Ask } from '../../support/security-ask.ts';
import { castAt, WHO, type Cast } from '../../support/security-cast.ts';
import { WRONG_BODIES, WRONG_PARAMETERS, WRONG_QUERIES, WRONG_SITES } from '../../support/security-garbage.ts';
import { pairedScreen } from '../../support/door-objects.ts';
import { objectsIn } from '../../support/security-objects.ts';
import { digestOfRows } from '../../support/security-rows.ts';
import { startSecuredAlone, type SecuredServer } from '../../support/security-server.ts';
import type { Row } from '../../support/security-row.ts';
import { requestOf, TABLE } from '../../support/security-table.ts';

let server: SecuredServer;
let cast: Cast;
beforeAll(async () => {
  server = await startSecuredAlone();
  cast = await castAt(server.database.db);
});
afterAll(() => server.stop());

const cases = TABLE.map((row): [string, Row] => [row.route, row]);
/** Changes nothing but what it names, so naming nothing is a good request. */
const MAY_BE_EMPTY = ['PATCH /api/admin/cameras/:cameraId'];

/** A good request by someone who may make it: of the screen at the entrance, that screen. */
async function good(row: Row): Promise<Ask> {
  const named = await row.ask(objectsIn(server, cast.here));
  const who = WHO.findLast((candidate) => row.expected[candidate] === 'ok') ?? 'siteAdmin';
  const request = { ...requestOf(row, named), token: await cast.token(who) };
  return / \/api\/kiosk(?!\/pair)/.test(row.route) ? { ...request, headers: { cookie: await screen() } } : request;
}

let cookie: string | null = null;
const screen = async (): Promise<string> =>
  (cookie ??= await pairedScreen(server.database.db, cast.here.siteId, cast.nursery.siteAdminId));

const madeWrong = (request: Ask, wrong: Partial<Ask>): Ask => ({
  ...request,
  ...wrong,
  headers: { ...request.headers, ...wrong.headers },
});

/** Asks all of it and holds that nothing was done. @returns the codes */
async function asked(requests: Ask[]): Promise<string[]> {
  const before = await digestOfRows(server.database.pool);
  const codes: string[] = [];
  for (let first = 0; first < requests.length; first += 8) {
    const some = requests.slice(first, first + 8).map((request) => askAt(server.url, request));
    codes.push(...(await Promise.all(some)).map(({ code }) => code));
  }
  expect(await digestOfRows(server.database.pool)).toBe(before);
  return codes;
}

describe('attack: bodies that are no request', () => {
  const writing = cases.filter(([route]) => !route.startsWith('GET'));
  test.each(writing)('%s', async (route, row) => {
    const { body, ...request } = await good(row);
    if (body === undefined || MAY_BE_EMPTY.includes(route)) return; // reads none, or needs none: see the next test
    const codes = await asked(Object.values(WRONG_BODIES).map((wrong) => madeWrong(request, wrong)));
    const expected = Object.keys(WRONG_BODIES).map((what) => (isLarge(what) ? 'too-large' : 'bad-request'));
    expect(Object.fromEntries(Object.keys(WRONG_BODIES).map((what, index) => [what, codes[index]]))).toEqual(
      Object.fromEntries(Object.keys(WRONG_BODIES).map((what, index) => [what, expected[index]])),
    );
  });

  test('to every route, from nobody: no answer but a problem of the contract, and nothing is done', async () => {
    const requests: Ask[] = [];
    for (const [, row] of cases) {
      const { method, path } = await good(row);
      if (method === 'GET') continue;
      for (const wrong of Object.values(WRONG_BODIES)) requests.push({ method, path, ...wrong });
    }
    const codes = new Set(await asked(requests));
    // signing out or refreshing by no cookie reads no body, and neither does pairing: nobody is anybody there
    expect([...codes].sort()).toEqual(['bad-request', 'not-signed-in', 'too-large']);
  });

  test('what is not JSON is refused also where nobody reads it', async () => {
    const forms = ['a form', 'plain text', 'XML', 'a file', 'a content type that is none'].map(
      (what) => WRONG_BODIES[what],
    );
    for (const [route, row] of writing) {
      const { body: _body, ...request } = await good(row);
      const codes = await asked(forms.map((form) => madeWrong(request, form ?? {})));
      expect([route, [...new Set(codes)]]).toEqual([route, ['bad-request']]);
    }
  });

  const isLarge = (what: string) => /200 kB|ten megabytes/.test(what);
});

test.each(cases.filter(([route]) => route.includes(':')))(
  'attack: parameters that are no ids: %s',
  async (route, row) => {
    const request = await good(row);
    const [, pattern = ''] = route.split(' ');
    const requests = WRONG_PARAMETERS.map((wrong) => ({ ...request, path: pattern.replaceAll(/:\w+/g, wrong) }));
    const expected = route.endsWith('/poster') ? ['bad-request', 'refused'] : ['bad-request'];
    for (const code of await asked(requests)) expect(expected).toContain(code);
  },
);

/** What no person may read, whatever they ask, reads no query. */
const isRead = ([route, { expected }]: [string, Row]) =>
  route.startsWith('GET') && Object.values(expected).includes('ok');

test.each(cases.filter(isRead))('attack: queries that are none: %s', async (_route, row) => {
  const { path, ...request } = await good(row);
  const bare = path.split('?')[0] ?? '';
  const codes = await asked(WRONG_QUERIES.map((query) => ({ ...request, path: `${bare}?${query}` })));
  expect(codes.filter((code) => code !== 'ok' && code !== 'bad-request')).toEqual([]);
  if (!path.includes('siteId=')) return;
  expect(new Set(codes.slice(0, WRONG_SITES.length))).toEqual(new Set(['bad-request']));
});

test('nothing polluted the objects of the process', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});
