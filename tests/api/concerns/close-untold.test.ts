import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ConcernFile } from '../../../server/contract/concerns.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';
import { aConcern } from '../../support/concerns.ts';

let work: Clockwork;
beforeAll(async () => {
  work = await openClockwork();
});
afterAll(() => work.stop());

const WHY = '孩子当天没有来园，查明是误会';

/** A report that the director has opened. */
async function opened(more: object = {}) {
  await work.db.rateLimit.deleteMany();
  const { nursery: n } = work;
  const [reporter, director] = [await work.as(n.caregiverId), await work.as(n.siteAdminId)];
  const { receipt } = (await reporter('POST', '/api/concerns', aConcern(n.siteId, more))).body as { receipt: string };
  const { id } = await work.db.concern.findUniqueOrThrow({ where: { receipt } });
  const read = async () => (await director('GET', `/api/admin/concerns/${id}`)).body as ConcernFile;
  await read();
  const take = (what: object) => director('POST', `/api/admin/concerns/${id}/steps`, { stepId: randomUUID(), ...what });
  return {
    read,
    take,
    close: (why: object = {}) => take({ kind: 'closed', outcome: 'unfounded', text: '误会', ...why }),
  };
}

test('of which no authority was told is not closed without a written reason, and the reason stays with it', async () => {
  const { read, close } = await opened();
  for (const why of [{}, { untoldWhy: ' ' }])
    expect((await close(why)).body).toMatchObject({
      problem: { code: 'bad-request', fields: { untoldWhy: 'required' } },
    });
  expect((await read()).state).toBe('looked-into');
  expect((await close({ untoldWhy: WHY })).body).toEqual({ state: 'closed' });
  expect((await read()).lines.at(-1)).toMatchObject({ kind: 'closed', untoldWhy: WHY });
});

test('it asks nothing where the reporter told one, or one was told since', async () => {
  expect((await (await opened({ toldAuthority: true })).close()).status).toBe(200);
  const { take, close } = await opened();
  const happenedAt = new Date(work.clock.now.getTime() - 60_000).toISOString();
  await take({ kind: 'authority', authority: 'police', happenedAt, reference: '', text: '' });
  expect((await close()).status).toBe(200);
});
