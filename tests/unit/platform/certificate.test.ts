import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { selfMadeCertificate, stillServes, type Certificate } from '../../../server/platform/certificate.ts';

const DAY_MS = 86_400_000;
const ADDRESS = '192.168.20.5';

let folder: string;
let made: Certificate;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kanwa-certificate-'));
  made = await selfMadeCertificate(folder, [ADDRESS]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

test.each([
  ['now', 0, true],
  ['a year later', 366, true],
  ['29 days before its end', 397 - 29, false],
  ['after its end', 398, false],
])('a certificate that was made for this machine serves it %s: %#', (_when, days, serves) => {
  expect(stillServes(made, [ADDRESS], inDays(days))).toBe(serves);
});

test('one that lacks an address of the machine, or is not of its key, or is none, does not serve', async () => {
  expect(stillServes(made, [ADDRESS, '192.168.20.6'], new Date())).toBe(false);
  expect(stillServes(made, [], new Date())).toBe(true); // the machine has left a network: no reason for a new one
  expect(stillServes({ ...made, cert: 'half a file' }, [ADDRESS], new Date())).toBe(false);
  const other = await selfMadeCertificate(mkdtempSync(join(folder, 'other-')), [ADDRESS]);
  expect(stillServes({ cert: made.cert, key: other.key }, [ADDRESS], new Date())).toBe(false);
});

test('it is kept as long as it serves, and made anew where the machine has another address', async () => {
  expect(await selfMadeCertificate(folder, [ADDRESS])).toEqual(made);

  const anew = await selfMadeCertificate(folder, ['10.0.0.7']);

  expect(anew.cert).not.toBe(made.cert);
  expect(stillServes(anew, ['127.0.0.1', '10.0.0.7'], new Date())).toBe(true);
  expect(readFileSync(join(folder, 'self-made.crt'), 'utf8')).toBe(anew.cert);
  expect(statSync(join(folder, 'self-made.key')).mode & 0o777).toBe(0o600);
  writeFileSync(join(folder, 'self-made.crt'), '');
  expect(stillServes(await selfMadeCertificate(folder, ['10.0.0.7']), ['10.0.0.7'], new Date())).toBe(true);
});
