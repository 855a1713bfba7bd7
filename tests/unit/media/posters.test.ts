import { spawnSync } from 'node:child_process';
import { afterEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Posters } from '../../../media/posters/posters.ts';
import { until } from '../../support/until.ts';

let posters: Posters;
afterEach(() => posters.close());

test('a decoder that fails for one camera costs the other none of its pictures', async () => {
  const keyFrame = (cameraId: string) => ({
    cameraId,
    keyFrame: { annexB: Buffer.from(cameraId), arrivedAt: new Date() },
  });
  posters = new Posters({
    everyMs: 5,
    pictured: () => [keyFrame('broken'), keyFrame('whole')],
    decode: (annexB) =>
      String(annexB) === 'broken' ? Promise.reject(new Error('no process')) : Promise.resolve(new Uint8Array([1])),
    log: pino({ level: 'silent' }),
  });
  const takenAt = () => posters.get('whole')?.takenAt;
  await until('a first picture', () => takenAt() !== undefined);
  const first = takenAt();
  await until('the next one', () => takenAt() !== first);
  expect(posters.get('broken')).toBeNull();
});

test('without a free file descriptor there is no picture, and nothing dies of it', () => {
  const script = `
    import { openSync } from 'node:fs';
    import { decodeKeyFrame } from './media/posters/decode-key-frame.ts';
    try { for (;;) openSync('/dev/null'); } catch {}
    const picture = await decodeKeyFrame('/bin/cat', Buffer.from('x'), new AbortController().signal);
    process.exitCode = picture === null ? 0 : 2;`;
  const node = `ulimit -n 64; exec '${process.execPath}' --input-type=module -e "$0"`;
  const { status, stderr } = spawnSync('/bin/sh', ['-c', node, script], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});
