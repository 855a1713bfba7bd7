import type { Request, RequestHandler } from 'express';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
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

/** A name or an address, and a port; nothing that an address reads as a user or a path. */
const HOST = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d+)?$/i;
/** Who watches over the process asks by its address, not by its name. */
const ANSWER_ADDRESSES_TOO = new Set(['/healthz', '/readyz', '/metrics']);

/** Refuses what was sent to a name that is not ours: another website's name may be made to lead here (DNS rebinding). */
export function ownHost(allowedOrigins: readonly string[]): RequestHandler {
  return (req, _res, next) => {
    const isOwn = isAllowedHost(allowedOrigins, req.headers.host);
    if (!isOwn && !(ANSWER_ADDRESSES_TOO.has(req.path) && isAllowedHost([], req.headers.host)))
      throw new AppError('wrong-host');
    next();
  };
}

/**
 * @param allowedOrigins when there are some, only their hosts count, at any port; when empty, every IP address, `localhost`
 * and this machine's own name, none of which another website can make its own
 */
export function isAllowedHost(allowedOrigins: readonly string[], header: string | undefined): boolean {
  const host = HOST.test(header ?? '') ? hostIn(`http://${header ?? ''}`) : null;
  if (host === null) return false;
  if (allowedOrigins.length > 0) return allowedOrigins.some((origin) => hostIn(origin) === host);
  return isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0 || host === 'localhost' || machineNames().includes(host);
}

const hostIn = (address: string): string | null => URL.parse(address)?.hostname ?? null;

/** As its own user types it: in full, without the domain, and as the local network announces it. */
function machineNames(): string[] {
  const full = hostname().toLowerCase();
  const [short = full] = full.split('.');
  return [full, short, `${short}.local`];
}
