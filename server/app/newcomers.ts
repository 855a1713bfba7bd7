/** Connections that have not said who they are yet: an office after a restart, and no more. */
const NEWCOMERS_PER_ADDRESS = 200;

/** Keeps connections between their opening and their sign-in, by address. */
export class Newcomers<Connection extends object> {
  readonly #byAddress = new Map<string, Set<Connection>>();

  /**
   * Whoever shares an address with a flood still gets in: the one that has been silent for longest makes room.
   * @returns the one to close; null while there is room
   */
  came(address: string, connection: Connection): Connection | null {
    const waiting = this.#byAddress.get(address) ?? new Set();
    this.#byAddress.set(address, waiting.add(connection));
    const [oldest] = waiting;
    if (waiting.size <= NEWCOMERS_PER_ADDRESS || oldest === undefined) return null;
    waiting.delete(oldest);
    return oldest;
  }

  /** It said who it is, or went. */
  left(address: string, connection: Connection): void {
    const waiting = this.#byAddress.get(address);
    waiting?.delete(connection);
    if (waiting?.size === 0) this.#byAddress.delete(address);
  }
}
