import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import {
  AddIncidentPhoto,
  IncidentPhotoQuery,
  IncidentPhotos,
  MAX_INCIDENT_PHOTO_BYTES,
  MoveIncidentPhoto,
} from '../contract/incident-photos.ts';
import { IncidentId, IncidentPhotoId } from '../contract/ids.ts';
import { askingOf, askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { addPhoto } from './add-photo.ts';
import { movePhoto, removePhoto, requireWorkable } from './change-photo.ts';
import { photoFault } from './clean-photo.ts';
import { lookAtOwnPhoto, lookAtPhoto } from './look-at-photo.ts';
import type { PhotoDeps } from './photo-deps.ts';
import { photosOf } from './photos-store.ts';

const PHOTO = '/api/incidents/:incidentId/photos/:photoId';
const photoFile = express.raw({ type: 'application/octet-stream', limit: MAX_INCIDENT_PHOTO_BYTES, inflate: false });

/** Photos of what happened: the room's and the reviewer's until it is published, and each family's of its own child after that. */
export function incidentPhotoRoutes(deps: PhotoDeps): Router {
  const list = async (res: Response, incidentId: IncidentId): Promise<void> => {
    send(res, IncidentPhotos, { photos: await photosOf(deps.db, incidentId) });
  };
  /** Asked before the first byte is taken: nobody fills the memory unknown. */
  const whoSends: RequestHandler = async (req, res, next) => {
    await requireWorkable(deps.db, askingOf(res), incidentOf(req));
    next();
  };
  return Router()
    .post('/api/incidents/:incidentId/photos', whoSends, photoFile, async (req, res) => {
      const asked = parseQuery(AddIncidentPhoto, req);
      await addPhoto(deps, askingOf(res), incidentOf(req), { ...asked, bytes: bytesOf(req) });
      await list(res, incidentOf(req));
    })
    .get(PHOTO, async (req, res) => {
      sendPhoto(
        res,
        await lookAtPhoto(deps, askingOf(res), { ...photoOf(req), ...parseQuery(IncidentPhotoQuery, req) }),
      );
    })
    .patch(PHOTO, async (req, res) => {
      const { childId } = parseBody(MoveIncidentPhoto, req);
      await movePhoto(deps, { asking: askingOf(res), ...photoOf(req) }, childId);
      await list(res, incidentOf(req));
    })
    .delete(PHOTO, async (req, res) => {
      await removePhoto(deps, { asking: askingOf(res), ...photoOf(req) });
      await list(res, incidentOf(req));
    })
    .get('/api/own-incidents/:incidentId/photos/:photoId', async (req, res) => {
      const asked = { ...photoOf(req), ...parseQuery(IncidentPhotoQuery, req) };
      sendPhoto(res, await lookAtOwnPhoto(deps, askingUser(res), asked));
    });
}

const incidentOf = ({ params }: Request): IncidentId => IncidentId.parse(params['incidentId']);
const photoOf = (req: Request) => ({
  incidentId: incidentOf(req),
  photoId: IncidentPhotoId.parse(req.params['photoId']),
});

function bytesOf({ body }: Request<unknown, unknown, unknown>): Buffer {
  if (!Buffer.isBuffer(body)) throw photoFault('empty');
  return body;
}

/** Kept by no browser and nothing between: it goes with the right to see it. */
function sendPhoto(res: Response, bytes: Uint8Array): void {
  res.set({
    'Content-Type': 'image/jpeg',
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
  });
  res.end(bytes);
}
