import { expect, test } from '@jest/globals';
import type { CameraTile } from '#contract/live.ts';
import type { LiveState } from '../../../web/features/live/live-state.ts';
import { untilReason } from '../../../web/parent/until-reason.ts';
import { watchedTile } from '../../../web/parent/watched-tile.ts';

const NOW = new Date('2026-11-20T02:24:00Z');
const WINDOW_ENDS = '2026-11-20T03:30:00.000Z';
const CLOSES = '2026-11-20T10:30:00.000Z';
const MINUTES_END = '2026-11-20T03:04:00.000Z';
const stream = { id: 'stream' } as unknown as MediaStream;
const tile = (view: CameraTile['view']) => ({ view, camera: { phase: 'live', since: CLOSES } }) as CameraTile;
const open = tile({ allowed: true, until: WINDOW_ENDS, childId: null });
const playing = (until: string): LiveState => ({ phase: 'playing', stream, until });

test('the moment the picture ends with a no, its tile says the same no, whatever the home read before', () => {
  const refusal = { code: 'child-left' as const };
  const ended: LiveState = {
    phase: 'ended',
    end: { reason: 'child-left', refusal },
    retrying: false,
    wasWatching: true,
  };
  expect(watchedTile(open, ended, NOW).view).toEqual({ allowed: false, refusal });
});

test('a picture that broke without a no takes nothing from what may be watched', () => {
  const end = { reason: 'media-restarted' as const, refusal: null };
  expect(watchedTile(open, { phase: 'ended', end, retrying: true, wasWatching: true }, NOW)).toBe(open);
});

test('a running picture is never called refused, and ends at the earlier of what both know', () => {
  const tooMany = tile({ allowed: false, refusal: { code: 'too-many-streams' } });
  expect(watchedTile(tooMany, playing(MINUTES_END), NOW).view).toMatchObject({ allowed: true, until: MINUTES_END });
  expect(watchedTile(open, playing(MINUTES_END), NOW).view).toMatchObject({ until: MINUTES_END });
  expect(watchedTile(open, playing(CLOSES), NOW).view).toMatchObject({ until: WINDOW_ENDS });
});

test('a view that was prolonged goes by the end that the home knows', () => {
  expect(watchedTile(open, playing('2026-11-20T02:20:00Z'), NOW).view).toMatchObject({ until: WINDOW_ENDS });
});

test.each([
  [CLOSES, 'closing'],
  [WINDOW_ENDS, 'window'],
  [MINUTES_END, 'minutes'],
  ['2026-11-20T02:44:00.000Z', 'minutes'],
  ['2026-11-20T02:50:00.000Z', null],
])('an end at %s is put down to %s', (until, reason) => {
  const day = {
    hours: [{ from: '2026-11-19T23:00:00.000Z', to: CLOSES }],
    windows: [{ from: '2026-11-20T01:00:00.000Z', to: WINDOW_ENDS }],
  };
  expect(untilReason(until, day, { now: NOW.toISOString(), minutes: { used: 20, limit: 60 } })).toBe(reason);
});
