import { once } from 'node:events';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

/** A part of a zip file that is packed while it is written: only what it is packed to stays in memory. */
export class PackedPart {
  readonly name: string;
  readonly #pack = createDeflateRaw({ level: constants.Z_BEST_SPEED });
  readonly #chunks: Buffer[] = [];
  #crc = 0;
  #bytes = 0;

  constructor(name: string) {
    this.name = name;
    this.#pack.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
  }

  /** Packing happens beside this thread; resolves when more may come. */
  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.#crc = crc32(bytes, this.#crc);
    this.#bytes += bytes.length;
    if (!this.#pack.write(bytes)) await once(this.#pack, 'drain');
  }

  async finish(): Promise<Finished> {
    const ended = once(this.#pack, 'end');
    this.#pack.end();
    await ended;
    return { name: this.name, crc: this.#crc, bytes: this.#bytes, packed: Buffer.concat(this.#chunks) };
  }

  /** For a file that is not wanted any more. */
  drop(): void {
    this.#pack.destroy();
  }
}

type Finished = { name: string; crc: number; bytes: number; packed: Buffer };

const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** 1980-01-01: who opens the file is not told when the parts were written. */
const NO_DATE = 0x0021;

/** A zip file of these parts (APPNOTE.TXT 4.3), for less than 4 GiB of them. */
export function zipOf(parts: readonly Finished[]): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const local = Buffer.concat([numbers([0x04034b50, 4], ...about(part, name)), name, part.packed]);
    directory.push(
      numbers([0x02014b50, 4], [VERSION, 2], ...about(part, name), [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      name,
    );
    chunks.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const n = parts.length;
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [n, 2], [n, 2], [index.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...chunks, index, end]);
}

type Field = readonly [value: number, bytes: 2 | 4];

/** What stands before a part and once more in the directory. */
const about = ({ crc, bytes, packed }: Finished, name: Buffer): Field[] => [
  ...([
    [VERSION, 2],
    [UTF8_NAMES, 2],
    [DEFLATED, 2],
    [0, 2],
    [NO_DATE, 2],
  ] as const),
  ...([
    [crc, 4],
    [packed.length, 4],
    [bytes, 4],
    [name.length, 2],
    [0, 2],
  ] as const),
];

function numbers(...fields: Field[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
