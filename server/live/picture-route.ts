import { Router } from 'express';
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
    // A proxy's connection carries other people's answers, too, and what it holds already is out of reach.
    const carrier = req.ip === req.socket.remoteAddress ? req.socket : null;
    const picture = await reads.read(askingOf(res), viewId, after ?? null, carrier);
    res.set('Cache-Control', 'private, no-store, no-transform');
    if (picture === null) {
      res.status(204).end();
      return;
    }
    const { type, last, begins, bytes } = picture;
    if (begins) res.set(PICTURE_BEGINS_HEADER, '1');
    res.set({ 'Content-Type': type, [PICTURE_PART_HEADER]: String(last) });
    res.end(bytes);
  });
}
