import { z } from 'zod';

/** The part of the contract for browsers that can do no WebRTC: their picture is read instead of sent. */

export const OpenHttpsViewer = z.object({
  viewId: z.uuid(),
  cameraId: z.uuid(),
  stream: z.enum(['main', 'sub']),
  /** From now; the node ends the view by itself when it is not renewed in time. */
  leaseMs: z.number().int().min(1).max(60_000),
});
export type OpenHttpsViewer = z.infer<typeof OpenHttpsViewer>;

/** A stretch of the picture as fragmented MP4. */
export const PictureRead = z.object({
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  /** MIME type with the codec. */
  type: z.string().max(100),
  /** The last part in it: what to ask for more by. */
  last: z.number().int().min(0),
  /** It begins anew, with an initialisation segment; what was read before has no continuation. */
  begins: z.boolean(),
});
export type PictureRead = z.infer<typeof PictureRead>;

export interface HttpsViewing {
  /**
   * Opens a view that holds no permission either, and is closed and renewed like any other; one that nobody reads for 10 s
   * is not renewed.
   * @throws CameraNotLive
   */
  openHttpsViewer(view: OpenHttpsViewer): Promise<void>;
  /**
   * What follows a part, at once or as soon as there is more; null when nothing came within 1.5 s. Without a part, or after
   * one that is gone, from the newest key frame on. A second read of the same view answers the one that waits.
   * @throws ViewNotOpen, also when the view ends meanwhile
   */
  readHttpsViewer(viewId: string, after: number | null): Promise<PictureRead | null>;
}
