import { Router } from 'express';
import type { MediaNode } from '#media';
import { CameraId } from '../contract/ids.ts';
import type { ViewAnswer } from '../contract/live.ts';
import { askingOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';

export type PosterDeps = {
  media: Pick<MediaNode, 'poster'>;
  answerFor: (asking: Asking, cameraId: string) => Promise<ViewAnswer>;
};

/** A still picture is the room as much as a moving one: it passes the same rule. */
export function posterRoute({ media, answerFor }: PosterDeps): Router {
  return Router().get('/api/cameras/:cameraId/poster', async (req, res) => {
    const cameraId = CameraId.safeParse(req.params.cameraId);
    if (!cameraId.success) throw new AppError('refused', { refusal: { code: 'not-available' } });
    const answer = await answerFor(askingOf(res), cameraId.data);
    if (!answer.allowed) throw new AppError('refused', { refusal: answer.refusal });
    const poster = await media.poster(cameraId.data);
    if (poster === null) throw new AppError('camera-offline');
    res
      .set({ 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store', 'X-Taken-At': poster.takenAt })
      .send(Buffer.from(poster.jpeg));
  });
}
