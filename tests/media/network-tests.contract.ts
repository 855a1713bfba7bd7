import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { ViewNotOpen, type MediaNode } from '../../media/contract.ts';
import { until } from '../support/until.ts';

const LEASE_MS = 10_000;
const DTLS = {
  role: 'client' as const,
  fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('00').join(':') }],
};

/** What every node does of network tests; that packets go through one is seen in tests/pages/network-test.test.ts. */
export function networkTestCases(node: () => MediaNode): void {
  const open = async (over: 'udp' | 'tcp', leaseMs = LEASE_MS) => {
    const testId = randomUUID();
    return { testId, ...(await node().openNetworkTest({ testId, over, leaseMs })) };
  };
  const isOver = (testId: string) =>
    node()
      .startNetworkTest(testId, DTLS)
      .then(
        () => false,
        (error: unknown) => error instanceof ViewNotOpen,
      );

  test.each(['udp', 'tcp'] as const)('offers one way alone: %s, at a door of the node', async (over) => {
    const { transport, doors } = await open(over);
    expect(transport.iceCandidates.length).toBeGreaterThan(0);
    for (const { protocol, port, ip } of transport.iceCandidates) {
      expect(protocol).toBe(over);
      expect(doors[over]).toContain(port);
      expect(doors.addresses).toContain(ip);
    }
  });

  test('is started once only, and only when it is there', async () => {
    const { testId } = await open('udp');
    await node().startNetworkTest(testId, DTLS);
    await expect(node().startNetworkTest(testId, DTLS)).rejects.toThrow(ViewNotOpen);
    await expect(node().startNetworkTest(randomUUID(), DTLS)).rejects.toThrow(ViewNotOpen);
  });

  test('is over when it is closed, which may happen twice', async () => {
    const { testId } = await open('tcp');
    await node().closeNetworkTest(testId);
    await node().closeNetworkTest(testId);
    expect(await isOver(testId)).toBe(true);
  });

  test('ends by itself with its lease, which nothing renews', async () => {
    const { testId } = await open('udp', 200);
    expect(await node().renewViewers([testId], LEASE_MS)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await until('the test is over', () => isOver(testId));
  });

  test('is no view: it stands in no count of them', async () => {
    const { openViews } = await node().stats();
    await open('udp');
    expect((await node().stats()).openViews).toBe(openViews);
  });
}
