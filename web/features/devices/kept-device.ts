import { z } from 'zod';
import { DeviceId } from '#contract/ids.ts';
import { DeviceSession } from '#contract/sign-in.ts';
import { RECORDED_HERE, UNSENT } from '../../shared/outbox/kept-keys.ts';

const KEY = 'kanwa:device';
/** As which tablet the waiting records were made. */
const FORMER = 'kanwa:former-device';
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
  /** Null when nothing was kept, or it is too old: then what was shown of the room goes, and only what is unsent stays. */
  read(): DeviceSession | null {
    const kept = parsed(localStorage.getItem(KEY));
    if (!kept) return null;
    if (Math.abs(Date.now() - kept.keptAt) > KEPT_FOR_MS) {
      removeKeysOf(kept.device.deviceId, (key) => !isRecorded(key));
      return null;
    }
    return { ...kept.device, accessToken: '', expiresInSeconds: 0 };
  },
  /** What another tab keeps from now on; null when it is none of this. */
  keptElsewhere: ({ key, newValue }: StorageEvent) => (key === KEY ? (parsed(newValue)?.device ?? null) : null),
  /** Erases all that this browser keeps for the tablet: each key names it. Nothing of a lost tablet can be read again. */
  forget(): void {
    [parsed(localStorage.getItem(KEY))?.device.deviceId, formerId()].forEach((deviceId) => {
      if (deviceId !== undefined) removeKeysOf(deviceId, () => true);
    });
    [KEY, FORMER].forEach((key) => localStorage.removeItem(key));
  },
  /** The server does not know this tablet any more, and nobody switched it off: what is unsent waits for its next pairing. */
  forgetShown(): void {
    const deviceId = parsed(localStorage.getItem(KEY))?.device.deviceId;
    localStorage.removeItem(KEY);
    if (deviceId === undefined) return;
    removeKeysOf(deviceId, (key) => !isRecorded(key));
    if (recordedOf(deviceId).length > 0) localStorage.setItem(FORMER, deviceId);
  },
  /** A browser short of room throws away what is kept of the pages it may: it is asked to spare this one. */
  askToStay(): void {
    // Absent on pages without HTTPS.
    const storage = (navigator as { storage?: StorageManager }).storage;
    void storage?.persist().catch(() => false);
  },
  /** How many records wait for this browser to be a tablet again. */
  waiting(): number {
    const deviceId = formerId();
    return deviceId === undefined ? 0 : recordedOf(deviceId).filter((key) => key.startsWith(UNSENT)).length;
  },
  /** What waits is this tablet's from now on: each record still goes out only as whoever made it, or takes it over. */
  takeOverWaiting({ deviceId }: DeviceSession): void {
    const former = formerId();
    if (former === undefined) return;
    for (const key of recordedOf(former)) {
      const record = localStorage.getItem(key);
      localStorage.removeItem(key);
      if (record !== null) localStorage.setItem(key.replace(former, deviceId), record);
    }
    localStorage.removeItem(FORMER);
  },
};

const formerId = (): DeviceId | undefined => DeviceId.safeParse(localStorage.getItem(FORMER)).data;

/** What is unsent of this tablet, and what was refused or cannot be read. */
const recordedOf = (deviceId: DeviceId): string[] =>
  keysHere().filter((key) => isRecorded(key) && key.includes(deviceId));

const isRecorded = (key: string): boolean => RECORDED_HERE.some((prefix) => key.startsWith(prefix));

const keysHere = (): string[] =>
  Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');

function removeKeysOf(deviceId: DeviceId, isToGo: (key: string) => boolean): void {
  const keys = keysHere().filter((key) => key.includes(deviceId) && isToGo(key));
  keys.forEach((key) => localStorage.removeItem(key));
}

function parsed(text: string | null): z.infer<typeof Kept> | null {
  try {
    return text === null ? null : Kept.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
