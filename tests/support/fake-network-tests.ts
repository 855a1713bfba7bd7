import { ViewNotOpen } from '../../media/contract.ts';
import { Leases } from '../../media/leases.ts';
import type { NetworkTestOffer, OpenNetworkTest } from '../../media/network-test-contract.ts';

/** Network tests of the fake media node: kept and ended like real ones, and never connected. */
export class FakeNetworkTests {
  /** Open now, by testId. */
  readonly tests = new Map<string, { over: OpenNetworkTest['over']; isStarted: boolean }>();
  readonly #leases = new Leases({ onExpired: (testId) => this.close(testId) });

  open({ testId, over, leaseMs }: OpenNetworkTest): NetworkTestOffer {
    if (this.tests.has(testId)) throw new Error(`Network test ${testId} is open already.`);
    this.tests.set(testId, { over, isStarted: false });
    this.#leases.grant(testId, leaseMs);
    return {
      transport: {
        id: `transport-of-${testId}`,
        iceParameters: { usernameFragment: 'fragment', password: 'password' },
        iceCandidates: [
          { foundation: 'f', priority: 1, address: '10.9.8.7', ip: '10.9.8.7', protocol: over, port: 40_000 },
        ],
        dtlsParameters: { role: 'auto', fingerprints: [] },
      },
      doors: { addresses: ['10.9.8.7'], udp: [40_000, 40_001], tcp: [40_000, 40_001] },
    };
  }

  start(testId: string): void {
    const test = this.tests.get(testId);
    if (!test || test.isStarted) throw new ViewNotOpen(`Network test ${testId} is over or was started already.`);
    test.isStarted = true;
  }

  close(testId: string): void {
    this.#leases.drop(testId);
    this.tests.delete(testId);
  }

  dispose(): void {
    this.tests.clear();
    this.#leases.close();
  }
}
