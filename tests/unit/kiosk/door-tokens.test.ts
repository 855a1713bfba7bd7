import { expect, test } from '@jest/globals';
import type { KioskId, UserId } from '../../../server/contract/ids.ts';
import { createDoorTokens } from '../../../server/kiosk/door-tokens.ts';

const KIOSK = '01a20420-a0b4-729e-92c7-4dd751149478' as KioskId;
const USER = '7a824b73-ec75-4b2c-a74c-94f964390b6e' as UserId;
const AT = new Date('2026-06-03T01:00:20Z'); // a step begins
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1_000);
const tokens = createDoorTokens(new Uint8Array(32).fill(1));

test('what a screen shows changes every twenty seconds and is good for sixty from its beginning, not before', () => {
  const { token, renewAt } = tokens.show(KIOSK, AT);
  expect(renewAt).toEqual(later(20));
  expect(tokens.show(KIOSK, later(19.999)).token).toBe(token);
  expect(tokens.show(KIOSK, later(20)).token).not.toBe(token);
  expect(tokens.show(KIOSK, AT, 1).token).not.toBe(token);
  expect(tokens.kioskOf(tokens.show(KIOSK, AT, 1).token, AT)).toBe(KIOSK);
  expect(tokens.kioskOf(token, later(59.999))).toBe(KIOSK);
  expect(tokens.kioskOf(token, later(60))).toBeNull();
  expect(tokens.kioskOf(token, later(-1))).toBeNull();
});

test('no other key makes one, every bit of it counts, and it is written in one way only', () => {
  const { token } = tokens.show(KIOSK, AT);
  const other = createDoorTokens(new Uint8Array(32).fill(2));
  expect(other.kioskOf(token, AT)).toBeNull();
  const bytes = Buffer.from(token, 'base64url');
  for (let nth = 0; nth < bytes.length; nth += 1) {
    const changed = Buffer.from(bytes);
    changed[nth] = (changed[nth] ?? 0) ^ 1;
    expect(tokens.kioskOf(changed.toString('base64url'), AT)).toBeNull();
  }
  for (const text of ['', token.slice(0, -1), `${token}=`, ` ${token}`, token.toLowerCase()])
    expect(tokens.kioskOf(text, AT)).toBeNull();
});

test('a visit says whose it is, to which door and how it began, for three minutes; neither passes for the other', () => {
  const { visit, expiresAt } = tokens.signVisit({ kioskId: KIOSK, userId: USER, by: 'screen' }, AT);
  expect(expiresAt).toEqual(later(180));
  expect(tokens.visitOf(visit, later(179.999))).toEqual({
    ...{ kioskId: KIOSK, userId: USER, by: 'screen' },
    begunAt: AT,
  });
  expect(tokens.visitOf(visit, later(180))).toBeNull();
  expect(tokens.kioskOf(visit, AT)).toBeNull();
  expect(tokens.visitOf(tokens.show(KIOSK, AT).token, AT)).toBeNull();
  const phone = Buffer.from(visit, 'base64url');
  phone[0] = 1;
  expect(tokens.visitOf(phone.toString('base64url'), AT)).toBeNull();
});
