import { Router, type Response } from 'express';
import { ViewId } from '../contract/ids.ts';
import { PICTURE_BEGINS_HEADER, PICTURE_PART_HEADER, ReadPicture } from '../contract/live.ts';
import { askingOf } from '../platform/asking.ts';
import { parseQuery } from '../platform/http.ts';
import type { HttpsReads } from './https-reads.ts';

/** Short requests, each for what is new: what a proxy that knows nothing but HTTPS lets through. */
export function pictureRoute(reads: HttpsReads): Router {
  return Router().get('/api/live/views/:viewId/picture', async (req, res) => {
    const viewId = ViewId.parse(req.params.viewId);
    const { after } = parseQuery(ReadPicture, req);
    const picture = await reads.read(askingOf(res), viewId, after ?? null, () => cutOff(res));
    res.set('Cache-Control', 'private, no-store, no-transform');
    if (picture === null) {
      res.status(204).end();
      return;
    }
    const { type, last, begins, bytes } = picture;
    if (begins) res.set(PICTURE_BEGINS_HEADER, '1');
    res.set({ 'Content-Type': type, [PICTURE_PART_HEADER]: String(last) });
    res.end(bytes);
    sentBytes.set(res, req.socket.bytesWritten);
  });
}

/** How far a connection was when an answer was given to it. */
const sentBytes = new WeakMap<Response, number>();

/**
 * An answer that was given may still lie in this machine's buffers for seconds, on a slow line: it is thrown away with its
 * connection, unless that carries somebody's next answer by now. One that still waits is answered instead.
 */
function cutOff(res: Response): void {
  const { socket } = res.req;
  if (socket.destroyed || sentBytes.get(res) !== socket.bytesWritten) return;
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}
