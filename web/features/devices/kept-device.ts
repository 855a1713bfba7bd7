import { z } from 'zod';
import { ClassroomId, DeviceId } from '#contract/ids.ts';
import { DeviceSession } from '#contract/sign-in.ts';
import { keptFiles, ofFiles } from '../../shared/kept-files.ts';
import { RECORDED_HERE, UNSENT } from '../../shared/outbox/kept-keys.ts';

const KEY = 'kanwa:device';
/** As which tablet, of which room, the waiting records were made, and since when they wait. */
const FORMER = 'kanwa:former-device';
/** Longer without a word of the server, and a lost tablet would show yesterday's children. */
export const KEPT_FOR_MS = 24 * 3_600_000;

/** Without the token: a script that reads storage finds nothing to sign in with. */
const Kept = z.object({
  keptAt: z.number(),
  device: DeviceSession.omit({ accessToken: true, expiresInSeconds: true }),
});

const Former = z.object({ deviceId: DeviceId, classroomId: ClassroomId, since: z.number() });

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
    [parsed(localStorage.getItem(KEY))?.device.deviceId, former()?.deviceId].forEach((deviceId) => {
      if (deviceId === undefined) return;
      removeKeysOf(deviceId, () => true);
      ofFiles(keptFiles.eraseOf(deviceId));
    });
    [KEY, FORMER].forEach((key) => localStorage.removeItem(key));
  },
  /** The server does not know this tablet any more, and nobody switched it off: what is unsent waits for its next pairing. */
  forgetShown(): void {
    const device = parsed(localStorage.getItem(KEY))?.device;
    localStorage.removeItem(KEY);
    if (device === undefined) return;
    const { deviceId, classroomId } = device;
    removeKeysOf(deviceId, (key) => !isRecorded(key));
    if (recordedOf(deviceId).length > 0)
      localStorage.setItem(FORMER, JSON.stringify({ deviceId, classroomId, since: Date.now() }));
  },
  /** A browser short of room throws away what is kept of the pages it may: it is asked to spare this one. */
  askToStay(): void {
    // Absent on pages without HTTPS.
    const storage = (navigator as { storage?: StorageManager }).storage;
    void storage?.persist().catch(() => false);
  },
  /** How many records wait for this browser to be a tablet again. */
  waiting(): number {
    const deviceId = former()?.deviceId;
    return deviceId === undefined ? 0 : recordedOf(deviceId).filter((key) => key.startsWith(UNSENT)).length;
  },
  /**
   * What waits is this tablet's from now on, if it is of the same room: each record still goes out only as whoever made it, or
   * takes it over. Another room reads nothing of it; it waits until the browser is that room's again, a day at most.
   */
  takeOverWaiting({ deviceId, classroomId }: DeviceSession): void {
    const before = former();
    if (before?.classroomId !== classroomId) return;
    for (const key of recordedOf(before.deviceId)) {
      const record = localStorage.getItem(key);
      localStorage.removeItem(key);
      if (record !== null) localStorage.setItem(key.replace(before.deviceId, deviceId), record);
    }
    localStorage.removeItem(FORMER);
    ofFiles(keptFiles.passOn(before.deviceId, deviceId));
  },
};

/** After a day the server takes none of it any more, and it goes. */
function former(): z.infer<typeof Former> | undefined {
  const found = parsedAs(Former, localStorage.getItem(FORMER));
  if (!found || Math.abs(Date.now() - found.since) <= KEPT_FOR_MS) return found ?? undefined;
  removeKeysOf(found.deviceId, () => true);
  localStorage.removeItem(FORMER);
  return undefined;
}

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

const parsed = (text: string | null): z.infer<typeof Kept> | null => parsedAs(Kept, text);

function parsedAs<T>(schema: z.ZodType<T>, text: string | null): T | null {
  try {
    return text === null ? null : schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
