import { afterEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { CameraId, ChildId, ClassroomId, SessionId, SiteId, UserId } from '../../../server/contract/ids.ts';
import { Live } from '../../../server/live/live.ts';
import { Viewers } from '../../../server/live/viewers.ts';
import { FakeMediaNode } from '../../support/fake-media-node.ts';
import { until } from '../../support/until.ts';

const CAMERA = '5b1b3c52-3f0c-4a7e-9a1c-0d8a5f0c0001' as CameraId;
const media = new FakeMediaNode();
afterEach(() => media.close());

/** Timers of the process fire early by it, as they do by fractions on a busy machine. */
const slowClock = (startedAt: number) => () => new Date(startedAt + (Date.now() - startedAt) * 0.6);

test('the rule is not asked before the answer’s end, even when the timer fires early, and then once', async () => {
  const startedAt = Date.now();
  const now = slowClock(startedAt);
  const end = new Date(startedAt + 300);
  const asked: Date[] = [];
  media.setPhase(CAMERA, 'live');
  const live = new Live({
    viewers: new Viewers(),
    media,
    decide: () => {
      asked.push(now());
      return Promise.resolve({
        decision:
          now() < end
            ? { allowed: true, until: end, childId: 'child' as ChildId, as: 'guardian' }
            : { allowed: false, reason: 'site-closed', detail: {} },
        refusal: null,
        place: { classroomId: 'room' as ClassroomId, siteId: 'site' as SiteId, today: '2026-11-22' },
      });
    },
    records: {
      opened: () => Promise.resolve(),
      refused: () => Promise.resolve(),
      secondPersons: () => Promise.resolve(1),
      ended: () => Promise.resolve(),
      extend: () => Promise.resolve(),
    },
    cameraState: () => ({ phase: 'live', since: end.toISOString() }),
    turnServersFor: () => [],
    tellViewer: () => undefined,
    now,
    log: pino({ level: 'silent' }),
  });
  const asking = {
    kind: 'user' as const,
    userId: 'mother' as UserId,
    sessionId: 'session' as SessionId,
    roles: [],
    withheld: [],
    secondFactor: 'none' as const,
    address: '192.0.2.1',
    userAgent: 'test',
  };
  await live.openLiveView(asking, 'socket', {
    cameraId: CAMERA,
    canReceive: {},
    canCatchUp: false,
    stream: 'main',
    way: 'webrtc',
    byItself: false,
  });
  await until('the view is over', () => media.views.size === 0);

  expect(asked.slice(2).map((at) => at >= end)).toEqual([true]);
});
