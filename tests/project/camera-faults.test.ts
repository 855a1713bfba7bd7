import { expect, test } from '@jest/globals';
import { CAMERA_FAULTS as faultsOfMedia } from '#media';
import { CAMERA_FAULTS as faultsOnTheWire } from '#contract/cameras.ts';

test('what can be wrong with a camera is the same in media and on the wire', () => {
  expect([...faultsOnTheWire].sort()).toEqual([...faultsOfMedia].sort());
});
