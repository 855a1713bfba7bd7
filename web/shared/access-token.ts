/** Gets a fresh access token for whoever is signed in here, or null when nobody is any more. Throws when the server is out of reach. */
export type Renewal = () => Promise<string | null>;

let token: string | null = null;
let renewal: Renewal = () => Promise.resolve(null);
let running: Promise<string | null> | null = null;

/** The token lives in memory only: a script that reads storage finds nothing, and closing the tab forgets it. */
export const accessToken = {
  get: (): string | null => token,
  set(next: string | null): void {
    token = next;
  },
  /** A person renews with their session's cookie, a tablet with its device's: the face that starts says which. */
  renewWith(next: Renewal): void {
    renewal = next;
  },
  /** Many requests may find the token stale at once; they share one renewal. */
  renew(): Promise<string | null> {
    running ??= renewal()
      .then((next) => (token = next))
      .finally(() => (running = null));
    return running;
  },
};
