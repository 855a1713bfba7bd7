import type { Request, RequestHandler } from 'express';
import { AppError } from './errors.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changing requests that another website's page sent. Browsers name the page's origin in every one of them, the
 * ones that carry cookies included; a client without an Origin header is no browser and has no one's cookies.
 * @param allowedOrigins such as `https://kanwa.example`; when empty, the address the request itself was sent to
 */
export function sameOrigin(allowedOrigins: readonly string[]): RequestHandler {
  return (req, _res, next) => {
    if (!READING.has(req.method) && !isOwnOrigin(allowedOrigins, req)) throw new AppError('origin-refused');
    next();
  };
}

function isOwnOrigin(allowedOrigins: readonly string[], req: Request): boolean {
  if (req.headers.origin === undefined) return req.headers['sec-fetch-site'] !== 'cross-site';
  return isAllowedOrigin(allowedOrigins, req.headers.origin, `${req.protocol}://${req.headers.host ?? ''}`);
}

/** @param ownAddress where the request was sent to; counts when no origins are configured */
export function isAllowedOrigin(
  allowedOrigins: readonly string[],
  origin: string | undefined,
  ownAddress: string,
): boolean {
  if (origin === undefined) return true; // no browser
  return allowedOrigins.length > 0 ? allowedOrigins.includes(origin) : origin === ownAddress;
}
