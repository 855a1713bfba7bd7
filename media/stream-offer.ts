import { z } from 'zod';
import { Passed } from './handshake.ts';

const OfferedConsumer = z.object({
  id: z.string(),
  producerId: z.string(),
  kind: z.literal('video'),
  rtpParameters: Passed,
});

/** What each stream of a camera weighs now, in bits per second: 0 before it was weighed, null for one that cannot be sent now. */
export const BitRates = z.object({ main: z.number().int().nullable(), sub: z.number().int().nullable() });
export type BitRates = z.infer<typeof BitRates>;

/** One stream of a camera on a transport that the browser has. */
export const StreamOffer = z.object({
  /** What is sent: the main stream too when the small one was asked for and the camera has none now. */
  stream: z.enum(['main', 'sub']),
  bitRates: BitRates,
  /** The stream that all viewers share: its picture begins with the camera's next key frame. */
  consumer: OfferedConsumer,
  /**
   * The same stream for this viewer alone: from the last key frame on, hurried to now, and over where the shared one begins.
   * Timestamps are the same in both. Null in the plain way; also an offered one may stay without a picture.
   */
  catchUp: OfferedConsumer.nullable(),
});
export type StreamOffer = z.infer<typeof StreamOffer>;

/**
 * How far the browser is with the other stream. `ready`: it has made its half, the stream may begin. `shown`: the one
 * before is not needed any more; said at once after `ready` when the line is too narrow for both. `given-up`: it stays
 * with the one before.
 */
export const SWITCH_STEPS = ['ready', 'shown', 'given-up'] as const;
export type SwitchStep = (typeof SWITCH_STEPS)[number];
