import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { INCIDENT_STATES } from '../../../server/contract/incidents.ts';
import type { OwnIncident, OwnIncidents } from '../../../server/contract/own-incidents.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';

let work: Clockwork;
type Ask = Awaited<ReturnType<Clockwork['as']>>;
let tablet: Ask;
let director: Ask;
beforeAll(async () => {
  work = await openClockwork();
  work.at('10:15');
  tablet = await work.tablet(work.nursery.toddlerRoomId, work.nursery.caregiverId);
  director = await work.as(work.nursery.siteAdminId);
});
afterAll(() => work.stop());

const duoduo = () => work.nursery.duoduo;

async function flag(kind: string): Promise<string> {
  const incidentId = randomUUID();
  const room = { classroomId: work.nursery.toddlerRoomId, happenedAt: work.clock.now.toISOString() };
  await tablet('POST', '/api/incidents', { incidentId, kind, childIds: [duoduo().childId], ...room });
  return incidentId;
}

type Taken = { by: Ask; what: { kind: string }; stepId: string };

async function step({ by, what, stepId }: Taken, of: string): Promise<string | number> {
  const { status, body } = await by('POST', `/api/incidents/${of}/steps`, { stepId, ...what });
  const said = body as { state?: string; problem?: { code: string } };
  return said.state ?? said.problem?.code ?? status;
}
const written = () => {
  const children = [{ childId: duoduo().childId, told: '朵朵摔了一下，冷敷后没有事。' }];
  return { kind: 'detailed', details: { cause: '地滑', firstAid: '冷敷', place: 'activity-room', children } };
};
const called = () => ({
  ...{ kind: 'called', childId: duoduo().childId, isReached: true, guardianId: null },
  happenedAt: work.clock.now.toISOString(),
});

/** All that may be answered here; anything else is a fault of the server, or of this test. */
const REFUSALS = ['incident-not-now', 'forbidden', 'call-first', 'signature-first', 'nothing-told', 'conflict'];
const ANSWERS = [...INCIDENT_STATES, ...REFUSALS];
/** What a family hears of. */
const HEARD = ['published', 'addendum'];

test('no sequence of calls, retries and roles skips a step or changes what was published', async () => {
  const roles = { tablet, director, caregiver: await work.as(work.nursery.caregiverId) };
  const steps = {
    detailed: written(),
    submitted: { kind: 'submitted' },
    returned: { kind: 'returned', reason: '补充' },
    called: called(),
    published: { kind: 'published' },
    addendum: { kind: 'addendum', childId: duoduo().childId, text: '补充' },
    closed: { kind: 'closed', reason: '没有回复' },
    withdrawn: { kind: 'withdrawn', reason: '点错了' },
  };
  // Left to chance alone hardly any comes as far as its publication: most are led there, with anything in between.
  const way = [
    { by: 'tablet', what: 'detailed' },
    { by: 'caregiver', what: 'called' },
    { by: 'tablet', what: 'submitted' },
    { by: 'director', what: 'published' },
  ] as const;
  let out = 0;
  const family = await work.as(duoduo().guardianId);
  const readOf = async (of: string) =>
    ((await family('GET', '/api/own-incidents')).body as OwnIncidents).incidents.filter(
      ({ incidentId: id }) => id === of,
    );
  const call = fc.record({
    by: fc.constantFrom(...(Object.keys(roles) as (keyof typeof roles)[])),
    what: fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
    isRetry: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 6, maxLength: 16 }), fc.boolean(), async (calls, isGrave) => {
      const of = await flag(isGrave ? 'burn' : 'fall');
      let last: Taken | null = null;
      let read: OwnIncident[] = [];
      const led = calls.flatMap((each, n) => [...(way[n] ? [{ ...way[n], isRetry: false }] : []), each]);
      for (const { by, what, isRetry } of led) {
        const next: Taken = isRetry && last ? last : { by: roles[by], what: steps[what], stepId: randomUUID() };
        const said = await step(next, of);
        expect(ANSWERS).toContain(said);
        const after = await readOf(of);
        // What was refused, and after the publication whatever adds nothing for the family, leaves what it reads.
        if (REFUSALS.includes(String(said)) || !HEARD.includes(next.what.kind))
          expect([next.what.kind, said, after]).toEqual([next.what.kind, said, read]);
        read = after;
        last = next;
      }
      const rows = await work.db.incidentStep.findMany({ where: { incidentId: of }, orderBy: { seq: 'asc' } });
      const kinds = rows.map(({ kind }) => kind);
      const published = kinds.indexOf('published');
      if (published === -1) {
        expect(kinds.filter((kind) => ['addendum', 'closed'].includes(kind))).toEqual([]);
        return;
      }
      out += 1;
      const before = kinds.slice(0, published);
      expect(before.lastIndexOf('submitted')).toBeGreaterThan(before.lastIndexOf('returned'));
      expect(rows[published]?.actorId).toBe(work.nursery.siteAdminId);
      if (isGrave) expect(before).toContain('called');
      expect(kinds.slice(published + 1).filter((kind) => !['addendum', 'called'].includes(kind))).toEqual([]);
    }),
    { numRuns: 20 },
  );
  expect(out).toBeGreaterThanOrEqual(5);
});
