import { z } from 'zod';
import { ViewId } from './ids.ts';

/** By which way the packets of a picture came; `other` where the browser does not say. */
export const PictureWay = z.enum(['udp', 'tcp', 'relay', 'https', 'other']);
export type PictureWay = z.infer<typeof PictureWay>;

/** `fast`: from a stream of this viewer's own; `plain`: with the camera's next key frame. */
export const PictureStart = z.enum(['fast', 'plain']);
export type PictureStart = z.infer<typeof PictureStart>;

/** Nobody waits longer; what is said beyond it is no measurement. */
const LONGEST_WAIT_MS = 120_000;
const LONGEST_STALL_SECONDS = 60;

/** What a browser says it has shown. Believed as a number for the curves, and in nothing else. */
export const LiveSeen = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('first-picture'),
    viewId: ViewId,
    /** From the click, or from asking again, to the first picture. */
    ms: z.number().int().min(0).max(LONGEST_WAIT_MS),
    way: PictureWay,
    start: PictureStart,
  }),
  z.object({
    what: z.literal('stall'),
    viewId: ViewId,
    seconds: z.number().min(0).max(LONGEST_STALL_SECONDS),
  }),
]);
export type LiveSeen = z.infer<typeof LiveSeen>;
