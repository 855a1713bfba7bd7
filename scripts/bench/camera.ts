import { type GstCamera, startGstCamera } from '../gst-camera/gst-camera.ts';
import { atEnd } from './started.ts';

/** GStreamer's camera, for as long as a row or the bench runs. */
export async function startCamera(asked: Parameters<typeof startGstCamera>[0] = {}): Promise<GstCamera> {
  const starting = startGstCamera(asked);
  const kill = atEnd(() =>
    starting.then(
      (camera) => camera.kill(),
      () => undefined,
    ),
  );
  return { ...(await starting), kill };
}
