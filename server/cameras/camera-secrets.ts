import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { StreamSource } from '#media';
import { z } from 'zod';
import type { CameraId } from '../contract/ids.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Where a camera's streams are, with user names and passwords. Lives in memory only. */
const CameraSources = z.object({ main: StreamSource, sub: StreamSource.nullable() });
export type CameraSources = z.infer<typeof CameraSources>;

export type CameraSecrets = {
  seal: (cameraId: CameraId, sources: CameraSources) => Uint8Array<ArrayBuffer>;
  /** @throws Error when the key is not the right one, or the row was changed or copied from another camera */
  open: (cameraId: CameraId, sealed: Uint8Array) => CameraSources;
};

/**
 * AES-256-GCM, as one byte key version ‖ 12 bytes nonce ‖ 16 bytes tag ‖ text, bound to the camera's id: a row copied
 * to another camera does not open.
 * @param keys 32 bytes each, the oldest first. The newest seals; the others still open what they sealed.
 */
export function createCameraSecrets(keys: readonly Uint8Array[]): CameraSecrets {
  const newest = keys.at(-1);
  if (newest === undefined || keys.length > 255) throw new Error('Camera secrets need between 1 and 255 keys.');
  return {
    seal: (cameraId, sources) => {
      const nonce = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest, nonce).setAAD(boundTo(cameraId));
      const text = Buffer.concat([cipher.update(JSON.stringify(sources), 'utf8'), cipher.final()]);
      return new Uint8Array(Buffer.concat([Buffer.from([keys.length]), nonce, cipher.getAuthTag(), text]));
    },
    open: (cameraId, sealed) => {
      const key = keys[(sealed[0] ?? 0) - 1];
      if (key === undefined) throw new Error('A camera was sealed with a key that is not here.');
      const nonce = sealed.subarray(1, 1 + IV_BYTES);
      const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(boundTo(cameraId)).setAuthTag(tag);
      const text = Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]);
      return CameraSources.parse(JSON.parse(text.toString('utf8')));
    },
  };
}

const boundTo = (cameraId: CameraId): Buffer => Buffer.from(`kanwa camera ${cameraId}`);
