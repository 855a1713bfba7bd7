import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const MOST_COMMENT_BYTES = 65_535;
const MOST_ENTRIES = 1_000;
const STORED = 0;
const DEFLATED = 8;

export class ZipTooLarge extends Error {}

type Entry = { method: number; packedBytes: number; offset: number };

/**
 * Reads a ZIP archive's list of files. What is unpacked stops at `mostBytes` whatever the archive says of its size.
 * @returns a file's bytes by its name; null when there is none
 * @throws RangeError and zlib's errors for what is no archive, ZipTooLarge
 */
export function openZip(bytes: Buffer): (name: string, mostBytes: number) => Promise<Buffer | null> {
  const entries = readEntries(bytes);
  return async (name, mostBytes) => {
    const entry = entries.get(name);
    if (entry === undefined) return null;
    const begins = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
    const packed = bytes.subarray(begins, begins + entry.packedBytes);
    if (entry.method === STORED && packed.length <= mostBytes) return packed;
    if (entry.method !== DEFLATED) throw new ZipTooLarge();
    return inflate(packed, { maxOutputLength: mostBytes }).catch((error: unknown) => {
      throw isTooLarge(error) ? new ZipTooLarge() : error;
    });
  };
}

const isTooLarge = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

function readEntries(bytes: Buffer): Map<string, Entry> {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new ZipTooLarge();
  const entries = new Map<string, Entry>();
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new RangeError('no entry of an archive');
    const nameBytes = bytes.readUInt16LE(at + 28);
    entries.set(bytes.toString('utf8', at + 46, at + 46 + nameBytes), {
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(bytes: Buffer): number {
  const earliest = Math.max(0, bytes.length - END_BYTES - MOST_COMMENT_BYTES);
  for (let at = bytes.length - END_BYTES; at >= earliest; at -= 1) if (bytes.readUInt32LE(at) === END) return at;
  throw new RangeError('no end of an archive');
}
