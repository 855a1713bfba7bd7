import { expect, test } from '@jest/globals';
import {
  basicAuthorization,
  chooseChallenge,
  digestAuthorization,
  type DigestRequest,
  parseChallenges,
} from '../../../../media/rtsp/digest.ts';

const challengeOf = (header: string) => {
  const challenge = chooseChallenge(parseChallenges([header]));
  if (challenge?.scheme !== 'digest') throw new Error('no digest challenge');
  return challenge;
};
const responseOf = (header: string, request: Partial<DigestRequest> = {}) =>
  /response="(\w+)"/.exec(
    digestAuthorization({
      challenge: challengeOf(header),
      username: 'Mufasa',
      password: 'Circle of Life',
      method: 'GET',
      uri: '/dir/index.html',
      nonceCount: 1,
      cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
      ...request,
    }),
  )?.[1];

const RFC_7616 =
  'Digest realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';

test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
])('answers the example of RFC 7616 with %s', (algorithm, response) => {
  expect(responseOf(`${RFC_7616}, algorithm=${algorithm}`)).toBe(response);
});

test('answers the example of RFC 2617, where the algorithm is not named', () => {
  const header =
    'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
  expect(responseOf(header, { password: 'Circle Of Life', cnonce: '0a4f113b' })).toBe(
    '6629fae49393a05397450978507c4ef1',
  );
});

test('answers a camera without qop as RFC 2069 says, and sends it no count', () => {
  const challenge = challengeOf('Digest realm="cam", nonce="abc"');
  const sent = digestAuthorization({
    challenge,
    username: 'u',
    password: 'p',
    method: 'OPTIONS',
    uri: 'rtsp://h/',
    nonceCount: 1,
    cnonce: 'c',
  });
  // md5(md5(u:cam:p):abc:md5(OPTIONS:rtsp://h/))
  expect(sent).toContain('response="68c5e9c13f538473011e2f82a54c3f5b"');
  expect(sent).not.toMatch(/nc=|qop|cnonce|algorithm/);
});

test('MD5-sess hashes the nonces into the secret', () => {
  // md5(md5(md5(user:realm:password):nonce:cnonce):nonce:nc:cnonce:auth:md5(method:uri)), by another implementation
  expect(responseOf(`${RFC_7616}, algorithm=MD5-sess`)).toBe('e783283f46242139c486a698fec7211d');
});

test('digest goes before basic, SHA-256 before MD5, in one header or in several', () => {
  const basic = 'Basic realm="cam"';
  const md5 = 'Digest realm="cam", nonce="a", algorithm=MD5';
  const sha = 'Digest realm="cam", nonce="b", algorithm=SHA-256';
  expect(chooseChallenge(parseChallenges([basic, md5, sha]))).toMatchObject({ nonce: 'b' });
  expect(chooseChallenge(parseChallenges([`${basic}, ${md5}, ${sha}`]))).toMatchObject({ nonce: 'b' });
  expect(chooseChallenge(parseChallenges([`${md5}, ${basic}`]))).toMatchObject({ nonce: 'a' });
  expect(chooseChallenge(parseChallenges([basic]))).toEqual({ scheme: 'basic', realm: 'cam' });
});

test('what we cannot answer is left out', () => {
  expect(parseChallenges(['Negotiate abc', 'Digest realm="x"', 'Digest nonce="n", algorithm=SHA-512-256'])).toEqual([]);
  expect(parseChallenges(['Digest realm="x", nonce="n", qop="auth-int"'])).toEqual([]);
  expect(chooseChallenge([])).toBeNull();
});

test('quotes in a name stay inside their quotes', () => {
  const challenge = challengeOf('Digest realm="a \\"quoted\\" realm", nonce="n", stale=TRUE');
  expect(challenge).toMatchObject({ realm: 'a "quoted" realm', isStale: true });
  const sent = digestAuthorization({
    challenge,
    username: 'a", uri="x',
    password: 'p',
    method: 'M',
    uri: 'u',
    nonceCount: 1,
    cnonce: 'c',
  });
  expect(sent).toContain('username="a\\", uri=\\"x"');
});

test('basic carries name and password in UTF-8', () => {
  expect(basicAuthorization('老师', 'p:w')).toBe(`Basic ${Buffer.from('老师:p:w').toString('base64')}`);
});
