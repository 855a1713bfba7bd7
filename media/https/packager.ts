import { AccessUnits, type AccessUnit } from './access-units.ts';
import { fragmentOf, initOf, type Init, type TimedUnit } from './fragment.ts';

/** A piece of the picture that can be appended to the one before; one with `isKey` also stands on its own. */
export type Part = { number: number; bytes: Buffer; isKey: boolean; init: Init };

const TICKS_PER_MS = 90;
/** Shorter ones cost more requests, longer ones delay. */
const PART_TICKS = 250 * TICKS_PER_MS;
/** No picture is shown for longer: what a camera left out stays a hole, which a player jumps. */
const LONGEST_FRAME_TICKS = 1_000 * TICKS_PER_MS;

/** From packets to parts of fragmented MP4 (CMAF): no picture is decoded, none is changed. */
export class Packager {
  readonly #units = new AccessUnits();
  #init: Init | null = null;
  #last: (AccessUnit & { decodedAt: number }) | null = null;
  #waiting: TimedUnit[] = [];
  #made: number;

  /** @param made the number of the last part that was made before, so that none has the number of another */
  constructor(made = 0) {
    this.#made = made;
  }

  /** @returns the part that is complete now, if one is */
  take(packet: Buffer): Part | null {
    const unit = this.#units.take(packet);
    return unit && this.#append(unit);
  }

  /** A picture is as long as the next one is away, so each waits for its successor. */
  #append(unit: AccessUnit): Part | null {
    const last = this.#last;
    // In decoding order time only goes on; B pictures are shown before what they are decoded after.
    const decodedAt = last ? Math.max(unit.at, last.decodedAt + 1) : Math.max(unit.at, 0);
    this.#last = { ...unit, decodedAt };
    if (last) this.#waiting.push({ ...last, ticks: Math.min(decodedAt - last.decodedAt, LONGEST_FRAME_TICKS) });
    const part = unit.isKey || this.#waitingTicks() >= PART_TICKS ? this.#cut() : null;
    if (unit.isKey) this.#learn(unit.parameterSets);
    return part;
  }

  #waitingTicks(): number {
    return this.#waiting.reduce((sum, { ticks }) => sum + ticks, 0);
  }

  #cut(): Part | null {
    const units = this.#waiting.splice(0);
    const [first] = units;
    if (!first || !this.#init) return null;
    this.#made += 1;
    return { number: this.#made, bytes: fragmentOf(this.#made, units), isKey: first.isKey, init: this.#init };
  }

  #learn(parameterSets: readonly Buffer[]): void {
    const known = this.#init?.parameterSets;
    const isKnown = known?.length === parameterSets.length && known.every((nal, i) => parameterSets[i]?.equals(nal));
    if (!isKnown && parameterSets.length > 0) this.#init = initOf(parameterSets);
  }
}
