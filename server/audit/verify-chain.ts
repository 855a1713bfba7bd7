import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db } from '../platform/database.ts';
import { BEFORE_THE_FIRST, chainHash } from './chain-hash.ts';
import { type ChainMark, type ChainRow, hashAt, newestMark, readChain } from './chain-store.ts';

const BATCH = 500;
/** Below any place an entry can have been given. */
const LOWEST_PLACE = -(2n ** 63n);

/**
 * `missing`: nothing stands at this place. `surplus`: an entry too many stands there. `changed`: what stands there is not
 * what was sealed after the entry before it: edited, put there, moved, or one before it was taken out. `cut`: the chain ends
 * before a place noted earlier. `other`: another hash stands there than the one noted earlier.
 */
export type ChainFault = { position: number; kind: 'missing' | 'surplus' | 'changed' | 'cut' | 'other' };

export type ChainState = {
  /** The first and last place looked at; `to` is `from - 1` when there was nothing. */
  from: number;
  to: number;
  /** The first that is wrong; what comes after it says nothing. */
  fault: ChainFault | null;
  newest: ChainMark | null;
};

export type VerifyOptions = {
  /** Only this many of the newest; the hash of the one before them is then taken as it stands. All by default. */
  newestOnly?: number;
  /** Marks noted earlier: the chain must still run through them. */
  expected?: readonly ChainMark[];
};

/**
 * Does the sum of the chain again, entry by entry. Entries not sealed yet are not looked at.
 * Rows taken off the end cannot be missed by the chain itself: only a mark noted earlier shows them.
 */
export async function verifyChain(db: Db, { newestOnly, expected = [] }: VerifyOptions = {}): Promise<ChainState> {
  const newest = await newestMark(db);
  const to = newest?.position ?? 0;
  const from = newestOnly === undefined ? 1 : Math.max(1, to - newestOnly + 1);
  const walked = await walk(db, from, to, expected);
  const cut = expected.filter(({ position }) => position > to).sort(byPosition)[0];
  const fault = walked ?? (cut ? { position: cut.position, kind: 'cut' as const } : null);
  return { from, to, fault, newest };
}

const byPosition = (a: ChainMark, b: ChainMark) => a.position - b.position;

async function walk(db: Db, from: number, to: number, marks: readonly ChainMark[]): Promise<ChainFault | null> {
  const known = new Map(marks.map(({ position, hash }) => [position, hash]));
  let before = from === 1 ? BEFORE_THE_FIRST : await hashAt(db, from - 1);
  if (before === null) return { position: from - 1, kind: 'missing' };
  let place = from;
  let after = { position: from === 1 ? LOWEST_PLACE : BigInt(from), id: -1n };
  for (;;) {
    const rows = await readChain(db, after, BATCH);
    for (const row of rows) {
      const kind = faultOf(row, place, before, known);
      if (kind !== null) return { position: kind === 'surplus' ? Number(row.chainPosition) : place, kind };
      before = row.chainHash;
      place += 1;
    }
    const last = rows.at(-1);
    // Beyond `to`, since a second entry may stand there.
    if (last === undefined || rows.length < BATCH || place > to + 1) break;
    after = { position: last.chainPosition, id: last.id };
    await nextTurn(); // a long chain holds up nobody's request
  }
  return place > to ? null : { position: place, kind: 'missing' };
}

function faultOf(
  row: ChainRow,
  place: number,
  before: Uint8Array,
  known: ReadonlyMap<number, string>,
): ChainFault['kind'] | null {
  if (row.chainPosition < place) return 'surplus';
  if (row.chainPosition > place) return 'missing';
  if (!chainHash(before, row).equals(row.chainHash)) return 'changed';
  return (known.get(place) ?? hex(row.chainHash)) === hex(row.chainHash) ? null : 'other';
}

const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');
