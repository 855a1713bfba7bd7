import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OwnCookie } from '../platform/cookies.ts';

/** For so long a browser stays known after its last sign-in. */
const KNOWN_DAYS = 400;
/** Accounts that share one browser; the one that has not signed in for longest is forgotten first. */
const REMEMBERED_ACCOUNTS = 8;
const MARK_BYTES = 16;

export const KNOWN_COOKIE: OwnCookie = {
  name: 'kanwa_known',
  path: '/api/session',
  maxAgeMs: KNOWN_DAYS * 86_400_000,
};

/** Says whether a browser has signed in to an account before. A mark lets nobody in: its holder may try, within the other limits. */
export type KnownBrowsers = {
  /** @param marks what the browser's cookie holds; null when it has none */
  isKnown: (username: string, marks: string | null) => boolean;
  /** @returns the cookie with this account's mark in it, too */
  remember: (username: string, marks: string | null) => string;
};

/** @param key 32 bytes, the same in every server process */
export function createKnownBrowsers(key: Uint8Array): KnownBrowsers {
  const markOf = (username: string) =>
    createHmac('sha256', key).update(username.toLowerCase()).digest().subarray(0, MARK_BYTES).toString('base64url');
  const read = (marks: string | null) => (marks ?? '').split('.').slice(0, REMEMBERED_ACCOUNTS);
  return {
    isKnown: (username, marks) => read(marks).some((mark) => isSame(mark, markOf(username))),
    remember: (username, marks) => {
      const own = markOf(username);
      const others = read(marks).filter((mark) => mark !== '' && mark !== own);
      return [own, ...others].slice(0, REMEMBERED_ACCOUNTS).join('.');
    },
  };
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a.padEnd(b.length)), Buffer.from(b));
