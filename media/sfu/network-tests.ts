import type { types } from 'mediasoup';
import { ViewNotOpen, type DtlsParameters } from '../contract.ts';
import { Leases } from '../leases.ts';
import type { NetworkTestOffer, OpenNetworkTest } from '../network-test-contract.ts';
import { describeTransport } from './describe-offer.ts';
import type { WorkerPool } from './worker-pool.ts';

type Test = { transport: types.WebRtcTransport | null; isStarted: boolean; end: () => void };

export type NetworkTestsOptions = {
  pool: Pick<WorkerPool, 'createRouter' | 'ports'>;
  announcedAddresses: readonly string[];
};

/** Connections without a picture, each in a router of its own: nothing of a camera can be reached from one. */
export class OpenNetworkTests {
  readonly #options: NetworkTestsOptions;
  readonly #tests = new Map<string, Test>();
  readonly #leases = new Leases({ onExpired: (testId) => this.close(testId) });

  constructor(options: NetworkTestsOptions) {
    this.#options = options;
  }

  async open({ testId, over, leaseMs }: OpenNetworkTest): Promise<NetworkTestOffer> {
    if (this.#tests.has(testId)) throw new Error(`Network test ${testId} is open already.`);
    const { pool, announcedAddresses } = this.#options;
    const test: Test = { transport: null, isStarted: false, end: () => undefined };
    this.#tests.set(testId, test); // before the first wait, so that a close in between finds it
    this.#leases.grant(testId, leaseMs);
    try {
      const { router, webRtcServer } = await pool.createRouter();
      test.end = () => router.close();
      router.once('workerclose', () => this.close(testId));
      const ways = { enableUdp: over === 'udp', enableTcp: over === 'tcp' };
      test.transport = await router.createWebRtcTransport({ webRtcServer, ...ways });
      if (this.#tests.get(testId) !== test)
        throw new ViewNotOpen(`Network test ${testId} was closed while it was opening.`);
      return {
        transport: describeTransport(test.transport, announcedAddresses),
        doors: { addresses: [...announcedAddresses], ...(await pool.ports()) },
      };
    } catch (error) {
      test.end();
      this.close(testId);
      throw error;
    }
  }

  async start(testId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const test = this.#tests.get(testId);
    if (!test?.transport || test.isStarted)
      throw new ViewNotOpen(`Network test ${testId} is over or was started already.`);
    test.isStarted = true;
    // Checked by mediasoup itself, which throws on anything malformed.
    await test.transport.connect({ dtlsParameters: dtlsParameters as types.DtlsParameters });
  }

  close(testId: string): void {
    this.#leases.drop(testId);
    this.#tests.get(testId)?.end();
    this.#tests.delete(testId);
  }

  closeAll(): void {
    for (const testId of [...this.#tests.keys()]) this.close(testId);
  }

  dispose(): void {
    this.closeAll();
    this.#leases.close();
  }
}
