import type { CameraFault, StreamSource } from '../contract.ts';
import { faultOf } from '../rtsp/rtsp-fault.ts';
import { openRtspSession, type RtspSession } from '../rtsp/session.ts';
import type { VideoTrack } from '../rtsp/video-track.ts';

const LOOK_EVERY_MS = 250;
const STALLED_AFTER_MS = 2_000;
const FIRST_PACKET_WITHIN_MS = 5_000;
/** Longer than any sensible distance of key frames. */
const FIRST_PICTURE_WITHIN_MS = 20_000;

/** What a packet was to its reader: nothing of ours, a packet before the first key frame, or part of the picture. */
export type Heard = 'nothing' | 'packet' | 'picture';

export type RunOptions = {
  source: StreamSource;
  allowedNetworks: readonly string[];
  ssrc: number;
  signal: AbortSignal;
  onTrack: (track: VideoTrack) => void;
  onRtp: (packet: Buffer) => Heard;
  onRtcp: (packet: Buffer) => void;
};

/**
 * One connection to a camera, from dialling to its end, whatever ends it. Never throws.
 * @returns the fault that ended it ('no-answer' after an abort), told at once; `gone` resolves when the goodbye is said
 * and the socket is closed.
 */
export async function runConnection(options: RunOptions): Promise<{ fault: CameraFault; gone: Promise<void> }> {
  const { promise: ended, resolve: end } = Promise.withResolvers<CameraFault>();
  const silence = new SilenceWatch();
  const onRtp = (packet: Buffer) => silence.heard(options.onRtp(packet));
  let session: RtspSession;
  try {
    session = await openUnlessAborted(options, (signal) => openRtspSession({ ...options, signal, onRtp, onEnd: end }));
  } catch (error) {
    return { fault: faultOf(error), gone: Promise.resolve() };
  }
  const onAbort = () => end('no-answer');
  options.signal.addEventListener('abort', onAbort);
  if (options.signal.aborted) onAbort();
  silence.start(() => end('went-silent'));
  const fault = await ended;
  silence.stop();
  options.signal.removeEventListener('abort', onAbort);
  return { fault, gone: session.close() };
}

/** While opening, an abort cuts the connection; once open it is for the caller to say goodbye. */
async function openUnlessAborted<T>({ signal }: RunOptions, open: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const opening = new AbortController();
  const onAbort = () => opening.abort();
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await open(opening.signal);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Notices when nothing comes any more. The clock starts with `start()`, that is with the answer to PLAY. */
class SilenceWatch {
  #startedAtMs = 0;
  #heardAtMs = 0;
  #hasPicture = false;
  #timer: NodeJS.Timeout | undefined;

  heard(heard: Heard): void {
    if (heard === 'nothing') return;
    this.#heardAtMs = performance.now();
    this.#hasPicture ||= heard === 'picture';
  }

  start(onSilence: () => void): void {
    this.#startedAtMs = performance.now();
    this.#timer = setInterval(() => {
      if (!this.#isSilent()) return;
      // Asked again after the sockets were read: after a pause of our own process the packets are waiting there.
      setImmediate(() => {
        if (this.#isSilent()) onSilence();
      });
    }, LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #isSilent(): boolean {
    const nowMs = performance.now();
    if (this.#hasPicture) return nowMs - this.#heardAtMs > STALLED_AFTER_MS;
    const sinceHeardMs = nowMs - Math.max(this.#heardAtMs, this.#startedAtMs);
    return sinceHeardMs > FIRST_PACKET_WITHIN_MS || nowMs - this.#startedAtMs > FIRST_PICTURE_WITHIN_MS;
  }
}
