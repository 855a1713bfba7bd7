import { afterAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { CameraId, ChildId, ClassroomId, SessionId, SiteId, UserId } from '../../../server/contract/ids.ts';
import { Live } from '../../../server/live/live.ts';
import type { Decided } from '../../../server/live/live-deps.ts';
import { Viewers } from '../../../server/live/viewers.ts';
import { FakeMediaNode } from '../../support/fake-media-node.ts';

const CAMERA = '5b1b3c52-3f0c-4a7e-9a1c-0d8a5f0c0002' as CameraId;
const media = new FakeMediaNode();
afterAll(() => media.close());

const allowed = (): Decided => ({
  decision: { allowed: true, until: new Date(Date.now() + 60_000), childId: 'child' as ChildId, as: 'guardian' },
  refusal: null,
  place: { classroomId: 'room' as ClassroomId, siteId: 'site' as SiteId, today: '2026-11-22' },
});
const asking = (userId: string) => ({
  kind: 'user' as const,
  userId: userId as UserId,
  sessionId: `session of ${userId}` as SessionId,
  roles: [],
  withheld: [],
  secondFactor: 'none' as const,
  address: '192.0.2.1',
  userAgent: 'test',
});

/** Views of many people, with what `decide` answers. @returns what was renewed, round by round */
function played(decide: (userId: string) => Promise<Decided>) {
  const renewed: string[][] = [];
  media.setPhase(CAMERA, 'live');
  const live = new Live({
    viewers: new Viewers(),
    media,
    decide: ({ userId }) => decide(userId),
    records: {
      opened: () => Promise.resolve(),
      refused: () => Promise.resolve(),
      secondPersons: () => Promise.resolve(1),
      ended: () => Promise.resolve(),
      extend: (viewIds) => Promise.resolve(void renewed.push([...viewIds])),
    },
    cameraState: () => ({ phase: 'live', since: new Date().toISOString() }),
    turnServersFor: () => [],
    tellViewer: () => undefined,
    now: () => new Date(),
    log: pino({ level: 'silent' }),
  });
  const watch = async (userId: string) => {
    const { viewId } = await live.openLiveView(asking(userId), userId, {
      cameraId: CAMERA,
      canReceive: {},
      canCatchUp: false,
      byItself: false,
      stream: 'main',
      way: 'webrtc',
    });
    await live.startLiveView(userId, { viewId, dtls: { fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] } });
    return viewId;
  };
  return { live, watch, renewed };
}

test('a view about which no answer comes is not renewed, and keeps no other view waiting', async () => {
  let isStuck = false;
  const { live, watch, renewed } = played((userId) =>
    isStuck && userId === 'stuck' ? new Promise(() => undefined) : Promise.resolve(allowed()),
  );
  const [own, stuck] = [await watch('mother'), await watch('stuck')];
  isStuck = true;
  await live.renewLeases();
  expect(renewed).toEqual([[own]]);
  expect(media.views.has(stuck)).toBe(true); // its lease ends it, nobody else does
  await live.endViews({}, 'server-stopped');
});

test('many views are not asked about all at once: an opening or a withdrawal would wait behind them', async () => {
  const askedAtMs: number[] = [];
  const { live, watch, renewed } = played(() => {
    askedAtMs.push(performance.now());
    return Promise.resolve(allowed());
  });
  const viewIds = await Promise.all(Array.from({ length: 50 }, (_, at) => watch(`parent ${String(at)}`)));
  askedAtMs.length = 0;
  await live.renewLeases();
  expect(renewed[0]?.toSorted()).toEqual(viewIds.toSorted());
  const waits = askedAtMs.slice(1).map((at, index) => at - askedAtMs[index]!);
  expect(waits.flatMap((waitMs, index) => (waitMs > 50 ? [index + 1] : []))).toEqual([20, 40]);
  await live.endViews({}, 'server-stopped');
});
