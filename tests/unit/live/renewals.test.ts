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

test('a view about which no answer comes is not renewed, and keeps no other view waiting', async () => {
  const renewed: string[][] = [];
  let isStuck = false;
  media.setPhase(CAMERA, 'live');
  const live = new Live({
    viewers: new Viewers(),
    media,
    decide: ({ userId }) => (isStuck && userId === 'stuck' ? new Promise(() => undefined) : Promise.resolve(allowed())),
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
  const [own, stuck] = [await watch('mother'), await watch('stuck')];
  isStuck = true;
  await live.renewLeases();
  expect(renewed).toEqual([[own]]);
  expect(media.views.has(stuck)).toBe(true); // its lease ends it, nobody else does
  await live.endViews({}, 'server-stopped');
});
