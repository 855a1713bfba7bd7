/** Connections that have not said who they are yet: an office after a restart, and no more. */
const NEWCOMERS_PER_ADDRESS = 200;

/** Counts connections between their opening and their sign-in, by address. */
export class Newcomers {
  readonly #byAddress = new Map<string, Set<object>>();

  hasRoom(address: string): boolean {
    return (this.#byAddress.get(address)?.size ?? 0) < NEWCOMERS_PER_ADDRESS;
  }

  came(address: string, connection: object): void {
    const waiting = this.#byAddress.get(address) ?? new Set();
    this.#byAddress.set(address, waiting.add(connection));
  }

  /** It said who it is, or went. */
  left(address: string, connection: object): void {
    const waiting = this.#byAddress.get(address);
    waiting?.delete(connection);
    if (waiting?.size === 0) this.#byAddress.delete(address);
  }
}
