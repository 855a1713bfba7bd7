import { z } from 'zod';
import { IceServer, LiveViewOpened, StartLiveView } from './live.ts';

/** Ways by which a picture can reach a browser, the quickest first. Where none of them is open, HTTPS is left. */
export const NETWORK_WAYS = ['udp', 'tcp', 'turn'] as const;
export const NetworkWay = z.enum(NETWORK_WAYS);
export type NetworkWay = z.infer<typeof NetworkWay>;

const TestId = z.uuid();

export const OpenNetworkTest = z.object({ way: NetworkWay });
export const StartNetworkTest = z.object({ testId: TestId, dtls: StartLiveView.shape.dtls });
export const CloseNetworkTest = z.object({ testId: TestId });

/** What a firewall has to let through, as the video service itself says it. */
export const VideoDoors = z.object({
  addresses: z.array(z.string()),
  udp: z.array(z.number().int()),
  tcp: z.array(z.number().int()),
});
export type VideoDoors = z.infer<typeof VideoDoors>;

/** A connection without a picture. `transport` is null where this way is not set up (`turn` alone). */
export const NetworkTestOpened = z.object({
  testId: TestId,
  transport: LiveViewOpened.shape.offer.unwrap().shape.transport.nullable(),
  doors: VideoDoors.nullable(),
  iceServers: z.array(IceServer),
});
export type NetworkTestOpened = z.infer<typeof NetworkTestOpened>;

/** The small answer whose way there and back is timed. */
export const NetworkTestAnswer = z.object({});
export type NetworkTestAnswer = z.infer<typeof NetworkTestAnswer>;

export const MOST_SPEED_BYTES = 8_000_000;
/** Of the download that speed is measured with. */
export const SpeedQuery = z.object({ bytes: z.coerce.number().int().min(1).max(MOST_SPEED_BYTES) });
