import { z } from 'zod';
import { DeviceSession } from '#contract/sign-in.ts';

const KEY = 'kanwa:device';
/** Longer without a word of the server, and a lost tablet would show yesterday's children. */
export const KEPT_FOR_MS = 24 * 3_600_000;

/** Without the token: a script that reads storage finds nothing to sign in with. */
const Kept = z.object({
  keptAt: z.number(),
  device: DeviceSession.omit({ accessToken: true, expiresInSeconds: true }),
});

/** What this browser was told of itself as a tablet, so that it opens without a network. */
export const keptDevice = {
  keep(device: DeviceSession): void {
    try {
      localStorage.setItem(KEY, JSON.stringify({ keptAt: Date.now(), device: Kept.shape.device.parse(device) }));
    } catch {
      // A storage that is full or forbidden: then the tablet opens with a network only.
    }
  },
  /** Null when it is too old, or nothing was kept. */
  read(): DeviceSession | null {
    const kept = parsed(localStorage.getItem(KEY));
    if (!kept || Math.abs(Date.now() - kept.keptAt) > KEPT_FOR_MS) return null;
    return { ...kept.device, accessToken: '', expiresInSeconds: 0 };
  },
  /** Erases all that this browser keeps for the tablet: each key names it. Nothing of a lost tablet can be read again. */
  forget(): void {
    const deviceId = parsed(localStorage.getItem(KEY))?.device.deviceId;
    localStorage.removeItem(KEY);
    if (deviceId === undefined) return;
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
    keys.filter((key) => key.includes(deviceId)).forEach((key) => localStorage.removeItem(key));
  },
};

function parsed(text: string | null): z.infer<typeof Kept> | null {
  try {
    return text === null ? null : Kept.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
