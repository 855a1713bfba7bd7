import { expect, test } from '@jest/globals';
import { weightOfAnHour } from '../../../web/features/live/stream-words.ts';

test.each([
  [2_400_000, '1.1 GB'],
  [2_211_000, '990 MB'],
  [2_212_000, '1.0 GB'],
  [400_000, '180 MB'],
  [3_000, '10 MB'],
])('%i bits a second are %s an hour', (bitsPerSecond, weight) => {
  expect(weightOfAnHour(bitsPerSecond)).toBe(weight);
});
