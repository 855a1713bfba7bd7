import { z } from 'zod';
import { OfferedTransport, type DtlsParameters } from './handshake.ts';

/** A connection of its own that carries no picture of any camera: proof that packets go through, one way at a time. */
export const OpenNetworkTest = z.object({
  testId: z.uuid(),
  /** The one way by which the offer can be reached. Through TURN it is asked for as `udp`. */
  over: z.enum(['udp', 'tcp']),
  /** From now. A test is never renewed. */
  leaseMs: z.number().int().min(1).max(20_000),
});
export type OpenNetworkTest = z.infer<typeof OpenNetworkTest>;

export const NetworkTestOffer = z.object({
  transport: OfferedTransport,
  /** Everywhere this node's video comes from, also for cameras of other workers: what a firewall has to let through. */
  doors: z.object({ addresses: z.array(z.string()), udp: z.array(z.number().int()), tcp: z.array(z.number().int()) }),
});
export type NetworkTestOffer = z.infer<typeof NetworkTestOffer>;

/** The part of a media node that people test their network with. */
export interface NetworkTests {
  openNetworkTest(test: OpenNetworkTest): Promise<NetworkTestOffer>;
  /**
   * Completes DTLS with the browser's half.
   * @throws ViewNotOpen when the test is over or was started already
   */
  startNetworkTest(testId: string, dtls: DtlsParameters): Promise<void>;
  /** Closing twice, or a test long over, is fine. */
  closeNetworkTest(testId: string): Promise<void>;
}
