import { StreamSource } from '#media';
import { z } from 'zod';
import type { CameraId } from '../contract/ids.ts';
import { createSealer } from '../platform/sealer.ts';

/** Where a camera's streams are, with user names and passwords. Lives in memory only. */
const CameraSources = z.object({ main: StreamSource, sub: StreamSource.nullable() });
export type CameraSources = z.infer<typeof CameraSources>;

export type CameraSecrets = {
  seal: (cameraId: CameraId, sources: CameraSources) => Uint8Array<ArrayBuffer>;
  /** @throws Error when the key is not the right one, or the row was changed or copied from another camera */
  open: (cameraId: CameraId, sealed: Uint8Array) => CameraSources;
};

/**
 * One byte key version ‖ what the sealer of that key makes, bound to the camera's id: a row copied to another camera does
 * not open.
 * @param keys 32 bytes each, the oldest first. The newest seals; the others still open what they sealed.
 */
export function createCameraSecrets(keys: readonly Uint8Array[]): CameraSecrets {
  const sealers = keys.map(createSealer);
  const newest = sealers.at(-1);
  if (newest === undefined || keys.length > 255) throw new Error('Camera secrets need between 1 and 255 keys.');
  return {
    seal: (cameraId, sources) => {
      const sealed = newest.seal(boundTo(cameraId), Buffer.from(JSON.stringify(sources)));
      return new Uint8Array([sealers.length, ...sealed]);
    },
    open: (cameraId, sealed) => {
      const sealer = sealers[(sealed[0] ?? 0) - 1];
      if (sealer === undefined) throw new Error('A camera was sealed with a key that is not here.');
      const text = Buffer.from(sealer.open(boundTo(cameraId), sealed.subarray(1)));
      return CameraSources.parse(JSON.parse(text.toString('utf8')));
    },
  };
}

const boundTo = (cameraId: CameraId): string => `kanwa camera ${cameraId}`;
