import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RtspRequest } from './message.ts';

export type Login = { username: string; password: string };

const REALM = 'Demo camera';
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** Digest login (RFC 2617, MD5, without qop, as most cameras ask for it) for one connection, with a nonce of its own. */
export class DigestLogin {
  readonly #login: Login;
  readonly #nonce = randomBytes(16).toString('hex');

  constructor(login: Login) {
    this.#login = login;
  }

  isGiven(request: RtspRequest): boolean {
    const given = parseAuthorization(request.headers.get('authorization') ?? '');
    if (given.get('nonce') !== this.#nonce) return false;
    const who = md5(`${this.#login.username}:${REALM}:${this.#login.password}`);
    const what = md5(`${request.method}:${request.uri}`);
    const expected = Buffer.from(md5(`${who}:${this.#nonce}:${what}`));
    const response = Buffer.from(given.get('response') ?? '');
    const isOwner = given.get('username') === this.#login.username;
    return isOwner && response.length === expected.length && timingSafeEqual(response, expected);
  }

  /** What to answer with 401. `stale` tells a client whose password may be right to try again with the new nonce. */
  challenge(request: RtspRequest): Record<string, string> {
    const nonce = parseAuthorization(request.headers.get('authorization') ?? '').get('nonce');
    const stale = nonce !== undefined && nonce !== this.#nonce ? ', stale=true' : '';
    return { 'WWW-Authenticate': `Digest realm="${REALM}", nonce="${this.#nonce}"${stale}` };
  }
}

function parseAuthorization(header: string): Map<string, string> {
  const fields = new Map<string, string>();
  if (!/^digest /i.test(header)) return fields;
  for (const [, name = '', quoted, bare] of header.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)) {
    fields.set(name.toLowerCase(), quoted ?? bare ?? '');
  }
  return fields;
}
