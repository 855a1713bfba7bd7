import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KioskId, UserId } from '../contract/ids.ts';
import { DOOR_STEP_SECONDS } from '../contract/kiosk.ts';

const STEP_MS = DOOR_STEP_SECONDS * 1_000;
/** The step that runs and the two before it: sixty seconds at most. */
const STEPS_GOOD = 3;
const VISIT_LASTS_MS = 3 * 60_000;
const ID_BYTES = 16;
const MAC_BYTES = 16;

/** Whose visit to which screen's door, and how it began: by the guardian's own phone, or by PIN on the screen itself. */
export type Visit = { kioskId: KioskId; userId: UserId; by: 'phone' | 'screen' };

export type DoorTokens = {
  /** What a screen shows now, and when the next is due; `nth` of the same twenty seconds, below 256. */
  show: (kioskId: KioskId, at: Date, nth?: number) => { token: string; renewAt: Date };
  /** The screen that shows this, or did within the last sixty seconds; null for everything else. */
  kioskOf: (token: string, at: Date) => KioskId | null;
  signVisit: (visit: Visit, at: Date) => { visit: string; expiresAt: Date };
  /** null for what is over, was changed, or is none of ours. */
  visitOf: (text: string, at: Date) => (Visit & { begunAt: Date }) | null;
};

/**
 * What the door shows and hands out, by HMAC-SHA-256 alone: nothing is kept, and every server process knows it.
 * @param key 32 bytes for this one purpose
 */
export function createDoorTokens(key: Uint8Array): DoorTokens {
  const macOf = (kind: 'shown' | 'visit', content: Buffer) =>
    createHmac('sha256', key).update(`kanwa door ${kind}\n`).update(content).digest().subarray(0, MAC_BYTES);
  const sign = (kind: 'shown' | 'visit', content: Buffer) =>
    Buffer.concat([content, macOf(kind, content)]).toString('base64url');
  const opened = (kind: 'shown' | 'visit', text: string, bytes: number): Buffer | null => {
    const all = Buffer.from(text, 'base64url');
    const content = all.subarray(0, bytes);
    if (all.length !== bytes + MAC_BYTES || all.toString('base64url') !== text) return null;
    return timingSafeEqual(all.subarray(bytes), macOf(kind, content)) ? content : null;
  };
  return {
    show: (kioskId, at, nth = 0) => {
      const step = stepOf(at);
      const token = sign('shown', Buffer.concat([idBytes(kioskId), number6(step), Buffer.from([nth])]));
      return { token, renewAt: new Date((step + 1) * STEP_MS) };
    },
    kioskOf: (token, at) => {
      const content = opened('shown', token, ID_BYTES + 6 + 1);
      if (content === null) return null;
      const age = stepOf(at) - content.readUIntBE(ID_BYTES, 6);
      return age >= 0 && age < STEPS_GOOD ? (idOf(content, 0) as KioskId) : null;
    },
    signVisit: ({ kioskId, userId, by }, at) => {
      const expiresAt = new Date(at.getTime() + VISIT_LASTS_MS);
      const how = Buffer.from([by === 'phone' ? 1 : 2]);
      const content = Buffer.concat([how, idBytes(kioskId), idBytes(userId), number6(expiresAt.getTime())]);
      return { visit: sign('visit', content), expiresAt };
    },
    visitOf: (text, at) => {
      const content = opened('visit', text, 1 + 2 * ID_BYTES + 6);
      if (content === null) return null;
      const endsMs = content.readUIntBE(1 + 2 * ID_BYTES, 6);
      if (endsMs <= at.getTime()) return null;
      return {
        begunAt: new Date(endsMs - VISIT_LASTS_MS),
        by: content[0] === 1 ? 'phone' : 'screen',
        kioskId: idOf(content, 1) as KioskId,
        userId: idOf(content, 1 + ID_BYTES) as UserId,
      };
    },
  };
}

const stepOf = (at: Date): number => Math.floor(at.getTime() / STEP_MS);
const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer, from: number): string =>
  bytes.toString('hex', from, from + ID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

function number6(value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(value, 0, 6);
  return bytes;
}
