import { expect, test } from '@jest/globals';
import { CameraNotLive, CannotReceive, MediaUnavailable, ViewNotOpen } from '../../../media/contract.ts';
import { MediaSettings } from '../../../media/settings.ts';
import { CALLS, errorFromWire, errorToWire, ReplyOnWire } from '../../../media/wire.ts';

const acrossTheWire = (value: unknown) => ReplyOnWire.parse(JSON.parse(JSON.stringify(value)));

test.each([CameraNotLive, CannotReceive, MediaUnavailable, ViewNotOpen])('%p keeps its class', (ErrorClass) => {
  const reply = acrossTheWire(errorToWire(new ErrorClass('why')));
  if (reply.ok) throw new Error('An error arrived as an answer.');
  const error = errorFromWire(reply);
  expect(error).toBeInstanceOf(ErrorClass);
  expect(error.message).toBe('why');
});

test('any other error arrives as an error that names the original', () => {
  const reply = acrossTheWire(errorToWire(new RangeError('why')));
  if (reply.ok) throw new Error('An error arrived as an answer.');
  expect(errorFromWire(reply).message).toBe('RangeError: why');
});

test('an answer without a value is an answer', () => {
  expect(acrossTheWire({ ok: true, value: undefined })).toEqual({ ok: true });
});

test.each([
  ['a lease of more than a minute', 'renewViewers', [[], 60_001]],
  ['a lease that is over already', 'renewViewers', [[], 0]],
  ['a view that is no id', 'closeViewer', ['../../etc']],
  ['an argument too few', 'closeViewer', []],
  ['an argument too many', 'capabilities', ['x']],
  ['cameras that are no list', 'setCameras', [{ cameraId: 'x' }]],
] as const)('%s is refused', (_, name, args) => {
  expect(CALLS[name].args.safeParse(args).success).toBe(false);
});

test('settings may be left out, all of them', () => {
  expect(MediaSettings.parse({})).toMatchObject({ listenIp: '127.0.0.1', rtcPortBase: 0, posterEveryMs: 5_000 });
});
