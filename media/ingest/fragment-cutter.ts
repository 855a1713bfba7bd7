import { fitPayload, fragmentOf, MAX_PAYLOAD_BYTES, type Unit, unitsIn } from './h264.ts';

/** Behind the two bytes that head every fragment. */
const PIECE_BYTES = MAX_PAYLOAD_BYTES - 2;

/**
 * Cuts oversize payloads. Of fragments it carries the rest over into the next one: cameras send 1,400 bytes a packet, and
 * to cut each by itself would make two of every one, at a cost for every viewer; carried over, six become seven.
 */
export class FragmentCutter {
  /** The beginning of the next piece, at most one piece long; null when nothing waits. */
  #rest: Unit | null = null;

  /** The frame at hand is no longer whole, or over. @returns whether something was waiting, which is dropped. */
  drop(): boolean {
    const wasWaiting = this.#rest !== null;
    this.#rest = null;
    return wasWaiting;
  }

  /** @param isLast nothing of this frame follows, so that nothing may wait for it */
  take(payload: Buffer, isLast: boolean): Buffer[] {
    const [unit] = unitsIn(payload);
    const isFragment = unit && !(unit.isStart && unit.isEnd);
    if (!isFragment || (!this.#rest && payload.length <= MAX_PAYLOAD_BYTES)) return fitPayload(payload);
    return this.#cut(this.#joined(unit), isLast);
  }

  #joined(unit: Unit): Unit {
    const rest = this.#rest;
    this.#rest = null;
    return rest ? { ...unit, isStart: rest.isStart, body: Buffer.concat([rest.body, unit.body]) } : unit;
  }

  #cut(unit: Unit, isLast: boolean): Buffer[] {
    const pieces: Buffer[] = [];
    let at = 0;
    for (; unit.body.length - at > PIECE_BYTES; at += PIECE_BYTES) {
      const body = unit.body.subarray(at, at + PIECE_BYTES);
      pieces.push(fragmentOf({ ...unit, isStart: unit.isStart && at === 0, isEnd: false, body }));
    }
    // Copied: what waits must not hold on to the chunk it was read in.
    const last = { ...unit, isStart: unit.isStart && at === 0, body: Buffer.from(unit.body.subarray(at)) };
    if (unit.isEnd || isLast) pieces.push(fragmentOf(last));
    else this.#rest = last;
    return pieces;
  }
}
