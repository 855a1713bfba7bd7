import type { CameraFault, CameraSource, ProbedStream, ProbeReport, StreamSource } from '../contract.ts';
import { readClockOffset } from '../onvif/device-clock.ts';
import { deviceServiceAt } from '../onvif/service-address.ts';
import { parseAddress, resolveAllowed } from '../rtsp/address.ts';
import { runConnection } from './camera-run.ts';
import { type Advice, StreamLook } from './stream-look.ts';
import { StreamRepair } from './stream-repair.ts';

/** Long enough to see three key frames of a camera that sends one every four seconds, or to see that it does not. */
const LOOK_MS = 8_000;
const STREAM_DEADLINE_MS = 12_000;
const PICTURE_DEADLINE_MS = 2_500;
const PROBE_SSRC = 1;
const CLOCK_DEADLINE_MS = 4_000;
/** What is written into the picture as its time should be true to the second or so. */
const WRONG_CLOCK_MS = 10_000;

export type StreamProbe =
  | { ok: true; stream: ProbedStream; keyFrameAnnexB: Buffer | null; advice: Advice[]; hasSound: boolean }
  | { ok: false; fault: CameraFault };

/**
 * Looks at one stream for `lookMs` from its first packet on, less when its key frames are known, at most 12 s in all.
 * Connects once: a wrong password costs one attempt at the camera.
 *
 * @param ending an abort ends the look early
 */
export async function probeStream(
  source: StreamSource,
  allowedNetworks: readonly string[],
  lookMs: number,
  ending = new AbortController(),
): Promise<StreamProbe> {
  const deadline = setTimeout(() => ending.abort(), STREAM_DEADLINE_MS);
  const repair = new StreamRepair({ ssrc: PROBE_SSRC, payloadType: 96 });
  let look: StreamLook | null = null;
  let hasSound = false;
  let enough: NodeJS.Timeout | undefined;
  let keyFrameAnnexB: Buffer | null = null;
  const { fault, gone } = await runConnection({
    source,
    allowedNetworks,
    ssrc: PROBE_SSRC,
    signal: ending.signal,
    onTrack: (track) => {
      repair.restart(track);
      look = new StreamLook(track);
      hasSound = track.hasSound;
    },
    onRtp: (packet) => {
      const repaired = repair.take(packet, performance.now());
      if (!repaired) return 'nothing';
      enough ??= setTimeout(() => ending.abort(), lookMs);
      look?.take(packet);
      if (look?.hasSeenEnough) ending.abort();
      keyFrameAnnexB = repaired.keyFrame ?? keyFrameAnnexB;
      return repaired.packets.length > 0 ? 'picture' : 'packet';
    },
    onRtcp: () => undefined,
  });
  clearTimeout(deadline);
  clearTimeout(enough);
  await gone;
  if (enough === undefined) return { ok: false, fault: faultWithoutPackets(look, fault) };
  const seen = seenBy(look);
  // Packets came, but nothing that says what the pictures are: not an H.264 that anybody could show.
  return seen ? { ok: true, ...seen, keyFrameAnnexB, hasSound } : { ok: false, fault: 'codec-unsupported' };
}

// Both take the look as it is now; the compiler holds a variable that a callback sets for null.
const faultWithoutPackets = (look: StreamLook | null, fault: CameraFault): CameraFault =>
  look && fault === 'no-answer' ? 'went-silent' : fault;
const seenBy = (look: StreamLook | null) => look?.seen() ?? null;

export type ProbeOptions = {
  /** One JPEG of a key frame; null, or a rejection, when it cannot. */
  decodePicture: (annexB: Buffer) => Promise<Uint8Array | null>;
  /** Where the camera is asked for its time. */
  onvifPort: number;
};

/** Looks at both streams of a camera at once, as they will be used. At most 15 s; never throws for the camera's faults. */
export async function probeCamera(
  { main, sub, allowedNetworks }: Omit<CameraSource, 'cameraId'>,
  { decodePicture, onvifPort }: ProbeOptions,
): Promise<ProbeReport> {
  const endingSub = new AbortController();
  const lookingAtSub = sub && probeStream(sub, allowedNetworks, LOOK_MS, endingSub);
  const askingTime = readCameraClock(main.url, allowedNetworks, onvifPort);
  const ofMain = await probeStream(main, allowedNetworks, LOOK_MS);
  if (!ofMain.ok) endingSub.abort(); // nobody needs to wait for the small picture of a camera whose large one is wrong
  const ofSub = await lookingAtSub;
  if (!ofMain.ok) return { ok: false, stream: 'main', fault: ofMain.fault };
  if (ofSub?.ok === false) return { ok: false, stream: 'sub', fault: ofSub.fault };
  const clockOffsetMs = await askingTime;
  const advice = new Set<Advice>([...ofMain.advice, ...(ofSub?.advice ?? ['no-sub-stream' as const])]);
  if (clockOffsetMs !== null && Math.abs(clockOffsetMs) > WRONG_CLOCK_MS) advice.add('clock-wrong');
  return {
    ok: true,
    main: ofMain.stream,
    sub: ofSub?.stream ?? null,
    advice: [...advice],
    hasSound: ofMain.hasSound,
    clockOffsetSeconds: clockOffsetMs === null ? null : Math.round(clockOffsetMs / 1_000),
    picture: ofMain.keyFrameAnnexB && (await inTime(decodePicture(ofMain.keyFrameAnnexB))),
  };
}

/** null when the camera tells no time, or is no ONVIF device: that is no fault of its pictures. */
async function readCameraClock(url: string, allowedNetworks: readonly string[], port: number): Promise<number | null> {
  try {
    const ip = await resolveAllowed(parseAddress(url)?.host ?? '', allowedNetworks);
    return await readClockOffset(deviceServiceAt(ip, port), AbortSignal.timeout(CLOCK_DEADLINE_MS));
  } catch {
    return null;
  }
}

async function inTime(decoding: Promise<Uint8Array | null>): Promise<Uint8Array | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PICTURE_DEADLINE_MS, null);
  });
  const picture = await Promise.race([decoding.catch(() => null), late]);
  clearTimeout(timer);
  return picture;
}
