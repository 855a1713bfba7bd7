import { expect, test } from '@jest/globals';
import { SCENES } from '../../../scripts/demo-camera/scene/room-scene.ts';
import { loopDrawings } from '../../../scripts/demo-camera/loop/loop-drawings.ts';
import { LOOP_SECONDS, ROOMS } from '../../../scripts/demo-camera/stream-format.ts';
import { clockText } from '../../../scripts/demo-camera/strip/clock-text.ts';

test.each([...ROOMS])('the loop of %s has no seam: its end is its beginning', (room) => {
  expect(SCENES[room].moving(LOOP_SECONDS)).toBe(SCENES[room].moving(0));
});

test.each([...ROOMS])('in %s something moves from each picture to the next', (room) => {
  const drawings = loopDrawings(room);
  drawings.forEach((drawing, index) => expect(drawing).not.toBe(drawings[index + 1]));
});

test.each([...ROOMS])('no drawing of %s holds a number that is none', (room) => {
  expect(loopDrawings(room).join()).not.toMatch(/NaN|undefined|Infinity/);
});

test('the clock shows the nursery’s time, not that of the machine', () => {
  expect(clockText(new Date('2026-11-20T02:24:36.999Z'))).toBe('2026-11-20 10:24:36');
  expect(clockText(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01 00:00:00');
});
