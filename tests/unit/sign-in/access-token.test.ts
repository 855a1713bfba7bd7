import { expect, test } from '@jest/globals';
import { createSign, generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { createAccessTokens } from '../../../server/sign-in/access-token.ts';

const KEY = Buffer.alloc(32, 1);
const ID = '0190a0a0-0000-7000-8000-000000000001';
const noon = new Date('2026-03-02T04:00:00Z');
const seconds = noon.getTime() / 1000;
const tokens = createAccessTokens(KEY, () => noon);

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { sub: ID, kind: 'session', iss: 'kanwa', aud: 'kanwa-api', iat: seconds, exp: seconds + 600 };
const without = (...names: (keyof typeof claims)[]) =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name as keyof typeof claims)));
const signed = (change: object, key: Buffer = KEY, algorithm: jwt.Algorithm = 'HS256') =>
  jwt.sign({ ...claims, ...change }, key, { algorithm });

function signedByRsa(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}

test('our own token says which session or tablet it is', () => {
  expect(tokens.verify(tokens.sign({ kind: 'device', id: ID }))).toEqual({ kind: 'device', id: ID });
  expect(tokens.verify(signed({}))).toEqual({ kind: 'session', id: ID });
});

test.each<[string, string]>([
  ['alg none', `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`],
  [
    'alg none with a signature',
    `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.${signed({}).split('.')[2] ?? ''}`,
  ],
  ['HS/RS confusion', signedByRsa()],
  ['another HMAC than ours', signed({}, KEY, 'HS512')],
  ['another key', signed({}, Buffer.alloc(32, 2))],
  ['wrong audience', signed({ aud: 'kanwa-media' })],
  ['wrong issuer', signed({ iss: 'someone' })],
  ['expired', signed({ exp: seconds })],
  ['without an end', jwt.sign(without('exp'), KEY)],
  ['not yet valid', signed({ nbf: seconds + 60 })],
  ['without a subject', jwt.sign(without('sub'), KEY)],
  ['a subject that is no id', signed({ sub: '__proto__' })],
  ['an unknown kind', signed({ kind: 'admin' })],
  ['truncated', signed({}).slice(0, -4)],
  ['without its signature', signed({}).split('.').slice(0, 2).join('.')],
  [
    'changed claims',
    [signed({}).split('.')[0], part({ ...claims, kind: 'device' }), signed({}).split('.')[2]].join('.'),
  ],
  ['empty', ''],
])('token attack: %s is refused', (_, token) => {
  expect(() => tokens.verify(token)).toThrow(expect.objectContaining({ code: 'not-signed-in' }));
});

test('a short key is refused at the start', () => {
  expect(() => createAccessTokens(Buffer.alloc(16), () => noon)).toThrow(/32 bytes/);
});
