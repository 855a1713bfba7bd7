import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SiteView } from '../../../server/contract/people.ts';
import { askAt } from '../../support/security-ask.ts';
import { castAt, type Cast } from '../../support/security-cast.ts';
import { startSecuredAlone, type SecuredServer } from '../../support/security-server.ts';

let server: SecuredServer;
let cast: Cast;
let token: string | null;
beforeAll(async () => {
  server = await startSecuredAlone();
  cast = await castAt(server.database.db);
  token = await cast.token('siteAdmin');
});
afterAll(() => server.stop());

const stored = async () =>
  (await server.database.db.site.findUniqueOrThrow({ where: { id: cast.here.siteId } })).cameraNetworks;

async function save(cameraNetworks: string[]) {
  const listed = await askAt(server.url, { method: 'GET', path: '/api/admin/sites', token });
  const site = (JSON.parse(listed.text) as SiteView[]).find(({ siteId }) => siteId === cast.here.siteId)!;
  const path = `/api/admin/sites/${cast.here.siteId}`;
  return askAt(server.url, { method: 'PUT', path, token, body: { ...site, cameraNetworks } });
}

test('attack: a director names this machine, the metadata service or the internet as camera networks, to look around there', async () => {
  expect((await save(['192.168.20.0/24'])).code).toBe('ok');
  const answer = await save([
    '10.0.0.0/8',
    '127.0.0.0/8',
    '169.254.169.254/32',
    '0.0.0.0/0',
    '::ffff:7f00:1/128',
    'fe80::/10',
  ]);
  expect(answer.problem).toMatchObject({
    code: 'bad-request',
    fields: {
      'cameraNetworks.1': 'network-reserved',
      'cameraNetworks.2': 'network-reserved',
      'cameraNetworks.3': 'network-too-wide',
      'cameraNetworks.4': 'network-reserved',
      'cameraNetworks.5': 'network-reserved',
    },
  });
  expect(await stored()).toEqual(['192.168.20.0/24']);
});

test('attack: a new site is no way around it', async () => {
  const operator = await cast.token('operatorAdmin');
  const listed = await askAt(server.url, { method: 'GET', path: '/api/admin/sites', token });
  const [site] = JSON.parse(listed.text) as SiteView[];
  const body = { ...site, name: '新园', operatorId: cast.here.operatorId, cameraNetworks: ['::1/128'] };
  const answer = await askAt(server.url, { method: 'POST', path: '/api/admin/sites', token: operator, body });
  expect(answer.problem).toMatchObject({ fields: { 'cameraNetworks.0': 'network-reserved' } });
});

test('a site keeps the networks it has, as the demo’s does, when something else about it is saved', async () => {
  await server.database.db.site.updateMany({ data: { cameraNetworks: ['127.0.0.0/8'] } });
  expect((await save(['127.0.0.0/8', '10.7.0.0/16'])).code).toBe('ok');
  expect(await stored()).toEqual(['127.0.0.0/8', '10.7.0.0/16']);
  expect((await save(['10.7.0.0/16'])).code).toBe('ok');
  expect((await save(['127.0.0.0/8'])).problem?.fields).toEqual({ 'cameraNetworks.0': 'network-reserved' });
});
