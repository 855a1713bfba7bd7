import { createHash, createHmac, randomBytes } from 'node:crypto';

// As much of STUN and TURN (RFC 8489, 8656) as somebody needs who tries what a relay lets them do.

const COOKIE = 0x2112a442;
const HEADER = 20;
const INTEGRITY = 24;

export const METHOD = { allocate: 0x003, createPermission: 0x008, channelBind: 0x009 } as const;
const SEND_INDICATION = 0x016;
const ERROR_CLASS = 0x110;
const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  error: 0x0009,
  channel: 0x000c,
  peer: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  transport: 0x0019,
} as const;

export type Attribute = readonly [name: keyof typeof ATTRIBUTE, value: Buffer];
export type Key = { username: string; realm: string; password: string };
export type Answer = { errorCode: number | null; values: ReadonlyMap<number, Buffer>; realm: string; nonce: string };

const encoded = ([name, value]: Attribute): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(ATTRIBUTE[name], 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
};

function message(type: number, attributes: readonly Attribute[], key: Key | null): Buffer {
  const body = Buffer.concat(attributes.map(encoded));
  const head = Buffer.alloc(HEADER);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(body.length + (key ? INTEGRITY : 0), 2);
  head.writeUInt32BE(COOKIE, 4);
  randomBytes(12).copy(head, 8);
  const said = Buffer.concat([head, body]);
  if (!key) return said;
  const secret = createHash('md5').update(`${key.username}:${key.realm}:${key.password}`).digest();
  return Buffer.concat([said, encoded(['integrity', createHmac('sha1', secret).update(said).digest()])]);
}

export const requestOf = (method: keyof typeof METHOD, attributes: readonly Attribute[], key: Key | null): Buffer =>
  message(METHOD[method], attributes, key);

export const sendIndication = (to: Attribute, data: string): Buffer =>
  message(SEND_INDICATION, [to, ['data', Buffer.from(data)]], null);

export const peer = (address: string, port: number): Attribute => {
  const value = Buffer.alloc(8);
  value.writeUInt8(1, 1);
  value.writeUInt16BE(port ^ (COOKIE >>> 16), 2);
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  value.writeUInt32BE((number ^ COOKIE) >>> 0, 4);
  return ['peer', value];
};

export const text = (name: 'username' | 'realm' | 'nonce', value: string): Attribute => [name, Buffer.from(value)];
/** 17 is UDP, 6 is TCP. */
export const transport = (protocol: 17 | 6): Attribute => ['transport', Buffer.from([protocol, 0, 0, 0])];
export const channel = (number: number): Attribute => ['channel', Buffer.from([number >> 8, number & 255, 0, 0])];

/** The length of the message that begins here; null while too little has come. */
export function lengthOf(bytes: Buffer): number | null {
  if (bytes.length < HEADER) return null;
  const length = HEADER + bytes.readUInt16BE(2);
  return bytes.length < length ? null : length;
}

export function readAnswer(bytes: Buffer): Answer {
  const values = new Map<number, Buffer>();
  for (let at = HEADER; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16BE(at + 2);
    values.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  const error = values.get(ATTRIBUTE.error);
  const isError = (bytes.readUInt16BE(0) & ERROR_CLASS) === ERROR_CLASS;
  const textOf = (name: 'realm' | 'nonce') => values.get(ATTRIBUTE[name])?.toString() ?? '';
  const errorCode = isError ? (error?.[2] ?? 0) * 100 + (error?.[3] ?? 0) : null;
  return { errorCode, values, realm: textOf('realm'), nonce: textOf('nonce') };
}
