import { Router } from 'express';
import type { MediaNode } from '#media';
import { CameraId } from '../contract/ids.ts';
import type { Refusal } from '../contract/refusal.ts';
import { askingOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';

export type PosterDeps = {
  media: Pick<MediaNode, 'poster'>;
  decide: (asking: Asking, cameraId: string) => Promise<{ allowed: boolean; refusal: Refusal | null }>;
};

/** A still picture is the room as much as a moving one: it passes the same rule. */
export function posterRoute({ media, decide }: PosterDeps): Router {
  return Router().get('/cameras/:cameraId/poster', async (req, res) => {
    const cameraId = CameraId.safeParse(req.params.cameraId);
    if (!cameraId.success) throw new AppError('refused', { refusal: { code: 'not-available' } });
    const { allowed, refusal } = await decide(askingOf(res), cameraId.data);
    if (!allowed) throw new AppError('refused', { refusal: refusal ?? { code: 'not-available' } });
    const poster = await media.poster(cameraId.data);
    if (poster === null) throw new AppError('camera-offline');
    res.set({ 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store', 'X-Taken-At': poster.takenAt }).send(Buffer.from(poster.jpeg));
  });
}
