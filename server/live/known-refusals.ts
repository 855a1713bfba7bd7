/** A page that was told no asks again by itself whenever something changes: within this it is the same no. */
const KNOWN_FOR_MS = 12 * 3_600_000;
const REMEMBERED = 10_000;

type Refused = { userId: string; cameraId: string; reason: string };

/**
 * Noes that stand in the audit already: as a refusal, or as the end of the view before. What nobody pressed a button for is
 * no second attempt of a parent; whatever a browser says of itself, the first of each reason is written down.
 */
export class KnownRefusals {
  /** Person, camera, reason → when, in ms. */
  readonly #known = new Map<string, number>();

  has(refused: Refused, at: Date): boolean {
    return at.getTime() - (this.#known.get(keyOf(refused)) ?? -Infinity) < KNOWN_FOR_MS;
  }

  add(refused: Refused, at: Date): void {
    if (this.#known.size >= REMEMBERED) this.#known.clear(); // recorded again, sooner than needed
    this.#known.set(keyOf(refused), at.getTime());
  }
}

const keyOf = ({ userId, cameraId, reason }: Refused): string => [userId, cameraId, reason].join();
