import { Router } from 'express';
import { z } from 'zod';
import {
  AddCamera,
  CameraRegister,
  CameraView,
  ChangeCamera,
  PauseCamera,
  Paused,
  ProbeAnswer,
  ProbeCamera,
  ReadStreams,
  SearchAnswer,
  SearchCameras,
  StreamsAnswer,
} from '../contract/cameras.ts';
import { RightChanged } from '../contract/access.ts';
import { CameraId, SiteId } from '../contract/ids.ts';
import { askingOf, askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { parseInput } from '../platform/parse-input.ts';
import { addCamera } from './add-camera.ts';
import type { CameraDeps } from './camera-deps.ts';
import { cameraRegister } from './camera-register.ts';
import { changeCamera, removeCamera } from './change-camera.ts';
import { listCameras } from './list-cameras.ts';
import { lookAgain } from './look-again.ts';
import { pauseCamera, resumeCamera } from './pause-camera.ts';
import { probeCamera } from './probe-camera.ts';
import { readStreams } from './read-streams.ts';
import { searchCameras } from './search-cameras.ts';

const ListQuery = z.object({ siteId: SiteId });

/** /api/admin/cameras for administrators, and /api/cameras/:cameraId/pause for a room's staff. */
export function cameraRoutes(deps: CameraDeps): Router {
  return Router().use('/api/admin/cameras', adminRoutes(deps)).use('/api/cameras/:cameraId/pause', pauseRoutes(deps));
}

function adminRoutes(deps: CameraDeps): Router {
  return Router()
    .get('/', async (req, res) => {
      const asking = askingUser(res);
      send(res, z.array(CameraView), await listCameras(deps, asking, parseQuery(ListQuery, req).siteId));
    })
    .get('/register', async (req, res) => {
      const csv = await cameraRegister(deps, askingUser(res), parseQuery(CameraRegister, req));
      res.set('Content-Disposition', 'attachment; filename="cameras.csv"');
      res.type('text/csv; charset=utf-8').send(csv);
    })
    .post('/', async (req, res) => {
      const asking = askingUser(res);
      send(res, CameraView, await addCamera(deps, asking, parseBody(AddCamera, req)));
    })
    .post('/probe', async (req, res) => {
      const asking = askingUser(res);
      send(res, ProbeAnswer, await probeCamera(deps, asking, parseBody(ProbeCamera, req)));
    })
    .post('/search', async (req, res) => {
      const asking = askingUser(res);
      send(res, SearchAnswer, await searchCameras(deps, asking, parseBody(SearchCameras, req)));
    })
    .post('/streams', async (req, res) => {
      const asking = askingUser(res);
      send(res, StreamsAnswer, await readStreams(deps, asking, parseBody(ReadStreams, req)));
    })
    .post('/:cameraId/probe', async (req, res) => {
      const asking = askingUser(res);
      send(res, ProbeAnswer, await lookAgain(deps, asking, CameraId.parse(req.params.cameraId)));
    })
    .patch('/:cameraId', async (req, res) => {
      const asking = askingUser(res);
      const cameraId = CameraId.parse(req.params.cameraId);
      send(res, CameraView, await changeCamera(deps, asking, cameraId, parseBody(ChangeCamera, req)));
    })
    .delete('/:cameraId', async (req, res) => {
      const asking = askingUser(res);
      send(res, RightChanged, { endedViews: await removeCamera(deps, asking, CameraId.parse(req.params.cameraId)) });
    });
}

function pauseRoutes(deps: CameraDeps): Router {
  const Params = z.object({ cameraId: CameraId });
  return Router({ mergeParams: true })
    .post('/', async (req, res) => {
      const asking = askingOf(res);
      const { cameraId } = parseInput(Params, req.params);
      send(res, Paused, await pauseCamera(deps, asking, cameraId, parseBody(PauseCamera, req)));
    })
    .delete('/', async (req, res) => {
      const asking = askingOf(res);
      send(res, Paused, await resumeCamera(deps, asking, parseInput(Params, req.params).cameraId));
    });
}
