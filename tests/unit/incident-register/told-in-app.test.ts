import { expect, test } from '@jest/globals';
import type { RegisterFile, RegisterSite } from '../../../server/incident-register/register-store.ts';
import { linesOf } from '../../../server/incident-register/register-lines.ts';

const AT = new Date('2026-06-02T03:00:00Z');
const DIRECTOR = 'the-director';
const step = (kind: string, data: object) => ({
  ...{ kind, data, childId: null, actorId: DIRECTOR, happenedAt: AT, recordedAt: AT },
});
const [DUODUO, SHITOU] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const children = [DUODUO, SHITOU].map((childId) => ({ childId, told: '冷敷后没事。' }));

function toldOf(published: object) {
  const file = {
    ...{ id: 'one', kind: 'bite', day: AT, number: 1, happenedAt: AT, classroom: { name: '海棠班' } },
    children: [DUODUO, SHITOU].map((id) => ({ child: { id, name: id, number: null, bornOn: null } })),
    steps: [step('detailed', { children }), step('published', published)],
  } as unknown as RegisterFile;
  const nameAt = (id: string) => (id === DIRECTOR ? '陈园长' : null);
  const site = { id: 'site', name: '青禾', timeZone: 'Asia/Shanghai' } as RegisterSite;
  return linesOf(file, { site, state: 'published', nameAt, staff: new Set() }).map(({ told }) => told);
}

test('only whose family could read it then counts as told in the app', () => {
  expect(toldOf({ told: [DUODUO] })).toEqual([{ at: AT, by: '陈园长', how: 'app' }, null]);
});

test('of a publication that does not say whose family could, it is wherever something was written', () => {
  expect(toldOf({}).map((told) => told?.how)).toEqual(['app', 'app']);
});
