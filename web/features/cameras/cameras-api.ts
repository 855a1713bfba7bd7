import { z } from 'zod';
import {
  type AddCamera,
  type CameraAddress,
  CameraView,
  type ChangeCamera,
  type PAUSE_MINUTES,
  Paused,
  ProbeAnswer,
  SearchAnswer,
  StreamsAnswer,
} from '#contract/cameras.ts';
import type { CameraId, SiteId } from '#contract/ids.ts';
import { ViewsEnded } from '#contract/people.ts';
import { request, requestBlob } from '../../shared/api.ts';

export type AddressFields = z.input<typeof CameraAddress>;
export type CameraChange = z.input<typeof ChangeCamera>;

export const readCameras = (siteId: SiteId): Promise<CameraView[]> =>
  request(z.array(CameraView), 'GET', `/api/admin/cameras?siteId=${siteId}`);

/** Looks at the camera for a few seconds; nothing is stored. */
export const probeCamera = (siteId: SiteId, address: AddressFields): Promise<ProbeAnswer> =>
  request(ProbeAnswer, 'POST', '/api/admin/cameras/probe', { siteId, address });

/** Looks at a stored camera with its stored account; what was found is kept with it. */
export const lookAgain = (cameraId: CameraId): Promise<ProbeAnswer> =>
  request(ProbeAnswer, 'POST', `/api/admin/cameras/${cameraId}/probe`, {});

/** Asks every address of the site's camera networks; up to ten seconds. */
export const searchCameras = (siteId: SiteId): Promise<SearchAnswer> =>
  request(SearchAnswer, 'POST', '/api/admin/cameras/search', { siteId });

/** Tries an account at a camera that was found. */
export const readStreams = (
  siteId: SiteId,
  camera: { service: string; username: string; password: string },
): Promise<StreamsAnswer> => request(StreamsAnswer, 'POST', '/api/admin/cameras/streams', { siteId, ...camera });

/** @throws ProblemError 'camera-area-forbidden', 'camera-address-refused' */
export const addCamera = (camera: z.input<typeof AddCamera>): Promise<CameraView> =>
  request(CameraView, 'POST', '/api/admin/cameras', camera);

export const changeCamera = (cameraId: CameraId, change: CameraChange): Promise<CameraView> =>
  request(CameraView, 'PATCH', `/api/admin/cameras/${cameraId}`, change);

export const removeCamera = (cameraId: CameraId) => request(ViewsEnded, 'DELETE', `/api/admin/cameras/${cameraId}`);

export type PauseMinutes = (typeof PAUSE_MINUTES)[number];

export const pauseCamera = (cameraId: CameraId, minutes: PauseMinutes) =>
  request(Paused, 'POST', `/api/cameras/${cameraId}/pause`, { minutes });

export const resumeCamera = (cameraId: CameraId) => request(Paused, 'DELETE', `/api/cameras/${cameraId}/pause`);

/** The site's register as CSV; no address of a camera is in it. */
export const readRegister = (siteId: SiteId, language: 'zh' | 'en'): Promise<Blob> =>
  requestBlob(`/api/admin/cameras/register?siteId=${siteId}&language=${language}`);
