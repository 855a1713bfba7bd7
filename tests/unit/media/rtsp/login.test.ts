import { expect, test } from '@jest/globals';
import { Login } from '../../../../media/rtsp/login.ts';

const digest = (nonce: string, more = '') => [`Digest realm="cam", nonce="${nonce}", qop="auth"${more}`];

test('says nothing before it is asked', () => {
  expect(new Login('u', 'p').authorization('OPTIONS', 'rtsp://h/')).toBeNull();
});

test('keeps the nonce and counts its use', () => {
  const login = new Login('u', 'p');
  expect(login.accept(digest('n1'))).toBe(true);
  expect(login.authorization('DESCRIBE', 'rtsp://h/')).toContain('nc=00000001');
  expect(login.authorization('SETUP', 'rtsp://h/')).toContain('nc=00000002');
});

test('a second 401 means a wrong password, also when the camera makes up a new nonce for it', () => {
  const login = new Login('u', 'p');
  login.accept(digest('n1'));
  expect(login.accept(digest('n1'))).toBe(false);
  expect(login.accept(digest('n2'))).toBe(false);
});

test('a stale nonce is replaced, and its count starts over', () => {
  const login = new Login('u', 'p');
  login.accept(digest('n1'));
  login.authorization('DESCRIBE', 'rtsp://h/');
  expect(login.accept(digest('n2', ', stale=true'))).toBe(true);
  expect(login.authorization('DESCRIBE', 'rtsp://h/')).toMatch(/nonce="n2".*nc=00000001/);
});

test('a nonce that worked may run out without being called stale', () => {
  const login = new Login('u', 'p');
  login.accept(digest('n1'));
  login.worked();
  expect(login.accept(digest('n2'))).toBe(true);
  expect(login.accept(digest('n3'))).toBe(false);
});

test('without a name and a password nothing is tried', () => {
  expect(new Login('', '').accept(digest('n1'))).toBe(false);
});

test('a camera that offered digest gets no password in clear afterwards', () => {
  const login = new Login('u', 'p');
  login.accept(digest('n1'));
  login.worked();
  expect(login.accept(['Basic realm="cam"'])).toBe(false);
});
