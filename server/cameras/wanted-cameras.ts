import type { CameraSource, MediaNode } from '#media';
import type { CameraId } from '../contract/ids.ts';
import type { CameraDeps } from './camera-deps.ts';
import { readWanted } from './cameras-store.ts';

type WantedDeps = Pick<CameraDeps, 'db' | 'secrets' | 'log'>;

/** Every enabled camera with its address, for MediaNode.setCameras. One whose secrets do not open is left out and logged. */
export async function wantedCameras({ db, secrets, log }: WantedDeps): Promise<CameraSource[]> {
  const rows = await readWanted(db);
  return rows.flatMap(({ id, sources, site }) => {
    try {
      return [{ cameraId: id, ...secrets.open(id as CameraId, sources), allowedNetworks: site.cameraNetworks }];
    } catch {
      log.error({ cameraId: id }, 'the secrets of a camera do not open; it stays unconnected');
      return [];
    }
  });
}

/**
 * Tells media the wanted set, one telling at a time, each with what the database holds when its turn comes: two changes
 * at once cannot leave media with the older of them.
 * @returns a function that never rejects; media that is out of reach is told again when it is up.
 */
export function createCameraSync(deps: WantedDeps & { media: Pick<MediaNode, 'setCameras'> }): () => Promise<void> {
  let last = Promise.resolve();
  const tell = async () => {
    try {
      await deps.media.setCameras(await wantedCameras(deps));
    } catch (error) {
      deps.log.warn({ err: error }, 'media could not be told its cameras; it is told when it is up');
    }
  };
  return () => (last = last.then(tell));
}
