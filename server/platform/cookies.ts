import type { CookieOptions, Request, Response } from 'express';

/** One cookie of ours: never readable by script, never sent along by another website. */
export type OwnCookie = { name: string; path: string; maxAgeMs: number };

export function setCookie(res: Response, cookie: OwnCookie, value: string, isSecure: boolean): void {
  res.cookie(cookie.name, value, { ...options(cookie, isSecure), maxAge: cookie.maxAgeMs });
}

export function clearCookie(res: Response, cookie: OwnCookie, isSecure: boolean): void {
  res.clearCookie(cookie.name, options(cookie, isSecure));
}

/** Needs cookie-parser before it. Null when there is none, or when it is not plain text. */
export function readCookie(req: Request, cookie: OwnCookie): string | null {
  const value = (req.cookies as Record<string, unknown> | undefined)?.[cookie.name];
  return typeof value === 'string' && value.length <= 200 ? value : null;
}

const options = ({ path }: OwnCookie, secure: boolean): CookieOptions => ({
  path,
  secure,
  httpOnly: true,
  sameSite: 'strict',
});
