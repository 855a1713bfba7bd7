import {
  basicAuthorization,
  type Challenge,
  chooseChallenge,
  digestAuthorization,
  newCnonce,
  parseChallenges,
} from './digest.ts';

/**
 * One camera's login on one connection: keeps the nonce and counts its use. `accept` decides whether a 401 is worth
 * another try; a wrong password is told after the second 401, for cameras lock out whoever keeps guessing.
 */
export class Login {
  readonly #username: string;
  readonly #password: string;
  #challenge: Challenge | null = null;
  #cnonce = '';
  #nonceCount = 0;
  #hasWorked = false;

  constructor(username: string, password: string) {
    this.#username = username;
    this.#password = password;
  }

  /** The `Authorization` header for a request, null before the first challenge. */
  authorization(method: string, uri: string): string | null {
    if (!this.#challenge) return null;
    if (this.#challenge.scheme === 'basic') return basicAuthorization(this.#username, this.#password);
    this.#nonceCount += 1;
    return digestAuthorization({
      challenge: this.#challenge,
      username: this.#username,
      password: this.#password,
      method,
      uri,
      nonceCount: this.#nonceCount,
      cnonce: this.#cnonce,
    });
  }

  /** A request went through: from now on a 401 with a new nonce means that the old one ran out. */
  worked(): void {
    this.#hasWorked = this.#challenge !== null;
  }

  /** Takes the challenges of a 401. @returns whether the request should be sent again with them. */
  accept(headers: readonly string[]): boolean {
    const next = chooseChallenge(parseChallenges(headers));
    if (!next || (this.#username === '' && this.#password === '')) return false;
    const before = this.#challenge;
    if (before && !this.#isRenewal(before, next)) return false;
    this.#challenge = next;
    this.#cnonce = newCnonce();
    this.#nonceCount = 0;
    this.#hasWorked = false;
    return true;
  }

  #isRenewal(before: Challenge, next: Challenge): boolean {
    if (next.scheme === 'basic') return false;
    const isNewNonce = before.scheme === 'basic' || before.nonce !== next.nonce;
    return isNewNonce && (next.isStale || this.#hasWorked);
  }
}
