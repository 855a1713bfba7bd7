import { createHash, randomBytes } from 'node:crypto';

type DigestChallenge = {
  scheme: 'digest';
  realm: string;
  nonce: string;
  /** As the camera wrote it; null when it wrote none, which means MD5. */
  algorithm: string | null;
  opaque: string | null;
  hasQopAuth: boolean;
  isStale: boolean;
};
export type Challenge = DigestChallenge | { scheme: 'basic'; realm: string };

// Strongest first. The `-sess` forms differ in the first hash only.
const ALGORITHMS = ['SHA-256', 'SHA-256-SESS', 'MD5', 'MD5-SESS'];
const HASH: Record<string, 'md5' | 'sha256'> = { 'SHA-256': 'sha256', MD5: 'md5' };

/** Reads `WWW-Authenticate` headers; several challenges may share one header. Unknown schemes are left out. */
export function parseChallenges(headers: readonly string[]): Challenge[] {
  const starts = headers.flatMap((header) => header.split(/,?\s*(?=\b(?:Digest|Basic)\s)/i)).map((text) => text.trim());
  return starts.flatMap((text) => parseChallenge(text) ?? []);
}

function parseChallenge(text: string): Challenge | null {
  const fields = new Map<string, string>();
  for (const [, name = '', quoted, plain] of text.matchAll(/([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/gi)) {
    fields.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
  }
  if (/^basic\s/i.test(text)) return { scheme: 'basic', realm: fields.get('realm') ?? '' };
  return /^digest\s/i.test(text) ? digestChallenge(fields) : null;
}

function digestChallenge(fields: ReadonlyMap<string, string>): DigestChallenge | null {
  const nonce = fields.get('nonce');
  const qop = fields.get('qop');
  const algorithm = fields.get('algorithm') ?? null;
  if (nonce === undefined) return null;
  if (qop !== undefined && !/(^|[\s,])auth([\s,]|$)/i.test(qop)) return null; // auth-int only: no camera known
  if (algorithm !== null && !ALGORITHMS.includes(algorithm.toUpperCase())) return null;
  return {
    scheme: 'digest',
    realm: fields.get('realm') ?? '',
    nonce,
    algorithm,
    opaque: fields.get('opaque') ?? null,
    hasQopAuth: qop !== undefined,
    isStale: fields.get('stale')?.toLowerCase() === 'true',
  };
}

/** The challenge worth answering: digest before basic, the strongest algorithm first. */
export function chooseChallenge(challenges: readonly Challenge[]): Challenge | null {
  const strength = (challenge: Challenge) =>
    challenge.scheme === 'basic' ? ALGORITHMS.length : ALGORITHMS.indexOf((challenge.algorithm ?? 'MD5').toUpperCase());
  return [...challenges].sort((a, b) => strength(a) - strength(b))[0] ?? null;
}

export type DigestRequest = {
  challenge: DigestChallenge;
  username: string;
  password: string;
  method: string;
  uri: string;
  /** How many requests were made with this nonce, this one included. */
  nonceCount: number;
  cnonce: string;
};

/** The value of an `Authorization` header for one request (RFC 7616; RFC 2069 where the camera offers no qop). */
export function digestAuthorization(request: DigestRequest): string {
  const { challenge, username, method, uri, cnonce } = request;
  const { realm, nonce, opaque } = challenge;
  const fields = [`username=${quote(username)}`, `realm=${quote(realm)}`, `nonce=${quote(nonce)}`, `uri=${quote(uri)}`];
  const hash = hashOf(challenge);
  const secret = firstHash(request);
  const subject = hash(`${method}:${uri}`);
  if (challenge.hasQopAuth) {
    const nc = request.nonceCount.toString(16).padStart(8, '0');
    fields.push(`response="${hash([secret, nonce, nc, cnonce, 'auth', subject].join(':'))}"`);
    fields.push('qop=auth', `nc=${nc}`, `cnonce="${cnonce}"`);
  } else {
    fields.push(`response="${hash([secret, nonce, subject].join(':'))}"`);
  }
  if (challenge.algorithm !== null) fields.push(`algorithm=${challenge.algorithm}`);
  if (opaque !== null) fields.push(`opaque=${quote(opaque)}`);
  return `Digest ${fields.join(', ')}`;
}

function firstHash({ challenge, username, password, cnonce }: DigestRequest): string {
  const hash = hashOf(challenge);
  const plain = hash(`${username}:${challenge.realm}:${password}`);
  const isPerSession = challenge.algorithm?.toUpperCase().endsWith('-SESS') === true;
  return isPerSession ? hash(`${plain}:${challenge.nonce}:${cnonce}`) : plain;
}

function hashOf({ algorithm }: DigestChallenge) {
  const name = HASH[(algorithm ?? 'MD5').toUpperCase().replace(/-SESS$/, '')] ?? 'md5';
  return (text: string) => createHash(name).update(text).digest('hex');
}

export const basicAuthorization = (username: string, password: string) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

export const newCnonce = () => randomBytes(8).toString('hex');

const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
