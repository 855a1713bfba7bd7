import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Settings } from '../../server/config.ts';

test('the README lists every setting of the service', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(Object.keys(Settings.shape).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
