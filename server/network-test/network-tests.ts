import { randomUUID } from 'node:crypto';
import { MediaUnavailable, ViewNotOpen } from '#media';
import type { z } from 'zod';
import type {
  CloseNetworkTest,
  NetworkTestOpened,
  OpenNetworkTest,
  StartNetworkTest,
} from '../contract/network-test.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { NetworkTestDeps } from './network-test-deps.ts';

/** The video service ends a test by itself after this: longer than any browser tries one way. */
const TEST_LEASE_MS = 20_000;
/** Of all people together: a test holds a connection of the video service, and pictures go first. */
const OPEN_AT_ONCE = 50;
const FULL_FOR_SECONDS = 20;

type OpenTest = { socketId: string; endsAtMs: number };

/** Tests of a network that run now. They show no picture, so nobody's right is asked; only how often is. */
export class NetworkTests {
  readonly #deps: NetworkTestDeps;
  readonly #open = new Map<string, OpenTest>();

  constructor(deps: NetworkTestDeps) {
    this.#deps = deps;
  }

  /**
   * One at a time for a page: the one before is closed.
   * @throws AppError 'too-many-tries', 'media-unavailable'
   */
  async open(asking: Asking, socketId: string, { way }: z.output<typeof OpenNetworkTest>): Promise<NetworkTestOpened> {
    await this.#deps.spendOpening(personOf(asking));
    await this.endOf(socketId);
    this.#forgetEnded();
    if (this.#open.size >= OPEN_AT_ONCE) throw new AppError('too-many-tries', { retryAfterSeconds: FULL_FOR_SECONDS });
    const testId = randomUUID();
    const iceServers = way === 'turn' ? this.#deps.iceServers(testId) : [];
    if (way === 'turn' && iceServers.length === 0) return { testId, transport: null, doors: null, iceServers };
    this.#open.set(testId, { socketId, endsAtMs: performance.now() + TEST_LEASE_MS });
    try {
      const over = way === 'turn' ? 'udp' : way;
      const offer = await this.#deps.media.openNetworkTest({ testId, over, leaseMs: TEST_LEASE_MS });
      if (!this.#open.has(testId)) await this.#deps.media.closeNetworkTest(testId); // the page left meanwhile
      return { testId, ...offer, iceServers };
    } catch (error) {
      this.#open.delete(testId);
      throw asAppError(error);
    }
  }

  /** @throws AppError 'view-gone' for a test that is unknown, another page's, started already or over */
  async start(socketId: string, { testId, dtls }: z.output<typeof StartNetworkTest>): Promise<void> {
    if (this.#open.get(testId)?.socketId !== socketId) throw new AppError('view-gone');
    await this.#deps.media.startNetworkTest(testId, dtls).catch((error: unknown) => {
      throw error instanceof MediaUnavailable ? asAppError(error) : new AppError('view-gone', { cause: error });
    });
  }

  /** @throws AppError 'view-gone' for a test that is unknown or another page's */
  async close(socketId: string, { testId }: z.output<typeof CloseNetworkTest>): Promise<void> {
    if (this.#open.get(testId)?.socketId !== socketId) throw new AppError('view-gone');
    await this.#end(testId);
  }

  /** The page has gone, or begins with the next way. */
  async endOf(socketId: string): Promise<void> {
    const own = [...this.#open].filter(([, test]) => test.socketId === socketId);
    await Promise.all(own.map(([testId]) => this.#end(testId)));
  }

  async #end(testId: string): Promise<void> {
    this.#open.delete(testId);
    await this.#deps.media.closeNetworkTest(testId).catch(() => undefined); // its lease closes it
  }

  #forgetEnded(): void {
    for (const [testId, { endsAtMs }] of this.#open) if (endsAtMs <= performance.now()) this.#open.delete(testId);
  }
}

function asAppError(error: unknown): unknown {
  if (error instanceof ViewNotOpen) return new AppError('view-gone', { cause: error });
  return error instanceof MediaUnavailable ? new AppError('media-unavailable', { cause: error }) : error;
}
