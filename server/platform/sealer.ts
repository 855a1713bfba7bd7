import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type Sealer = {
  seal: (boundTo: string, secret: Uint8Array) => Uint8Array<ArrayBuffer>;
  /** @throws Error when the key is not the right one, or the row was changed or copied from another owner */
  open: (boundTo: string, sealed: Uint8Array) => Uint8Array<ArrayBuffer>;
};

/**
 * AES-256-GCM, as nonce ‖ tag ‖ bytes, bound to the id of what it belongs to: copied to another row it does not open.
 * @param key 32 bytes for this one purpose
 */
export function createSealer(key: Uint8Array): Sealer {
  return {
    seal: (boundTo, secret) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo));
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text]));
    },
    open: (boundTo, sealed) => {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(boundTo)).setAuthTag(tag);
      return new Uint8Array(
        Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]),
      );
    },
  };
}
