import { Router } from 'express';
import { CameraId } from '../contract/ids.ts';
import type { ViewedAs } from '../access/may-watch.ts';
import type { ViewAnswer } from '../contract/live.ts';
import { askingOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { Posters } from './posters.ts';

export type PosterDeps = {
  posters: Posters;
  answerFor: (asking: Asking, cameraId: string) => Promise<{ view: ViewAnswer; as: ViewedAs | null }>;
};

/** A still picture is the room as much as a moving one: it passes the same rule and is written down. */
export function posterRoute({ posters, answerFor }: PosterDeps): Router {
  return Router().get('/api/cameras/:cameraId/poster', async (req, res) => {
    const asking = askingOf(res);
    await posters.spend(asking);
    const cameraId = CameraId.safeParse(req.params.cameraId);
    if (!cameraId.success) throw new AppError('refused', { refusal: { code: 'not-available' } });
    const answer = await answerFor(asking, cameraId.data);
    await posters.recordLook(asking, cameraId.data, answer);
    if (!answer.view.allowed) throw new AppError('refused', { refusal: answer.view.refusal });
    const poster = await posters.newest(cameraId.data);
    if (poster === null) throw new AppError('camera-offline');
    res
      .set({ 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store', 'X-Taken-At': poster.takenAt })
      .send(Buffer.from(poster.jpeg));
  });
}
