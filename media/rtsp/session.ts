import type { CameraFault, StreamSource } from '../contract.ts';
import { parseAddress, resolveAllowed } from './address.ts';
import { RtspConnection } from './connection.ts';
import { baseOf, controlUrl, trackUrl } from './control.ts';
import { Exchange, sessionOf } from './exchange.ts';
import { header, type RtspResponse } from './message.ts';
import { RtspFault } from './rtsp-fault.ts';
import { videoTrackIn, type VideoTrack } from './video-track.ts';

const TEARDOWN_WAIT_MS = 500;
const RECEIVER_REPORT_EVERY_MS = 5_000;
const MAX_KEEP_ALIVE_MS = 30_000;

export type SessionOptions = {
  source: StreamSource;
  allowedNetworks: readonly string[];
  /** Opening or open, an abort ends the session at once, without goodbye. */
  signal: AbortSignal;
  /** The track is chosen; told before its first packet. */
  onTrack: (track: VideoTrack) => void;
  /** Our identity in receiver reports. */
  ssrc: number;
  onRtp: (packet: Buffer) => void;
  onRtcp: (packet: Buffer) => void;
  /** The session ended by itself; not told after `close()` or when opening failed. */
  onEnd: (fault: CameraFault) => void;
};

export interface RtspSession {
  /** TEARDOWN as far as the camera plays along, at most 0.5 s; then the socket is gone. Any number of times. */
  close(): Promise<void>;
}

/**
 * Opens one camera stream: resolve and pin, OPTIONS, DESCRIBE, SETUP of the video track alone, PLAY. Packets may
 * arrive before this resolves. @throws RtspFault with what is wrong with the camera.
 */
export async function openRtspSession(options: SessionOptions): Promise<RtspSession> {
  const address = parseAddress(options.source.url);
  if (!address) throw new RtspFault('address-malformed');
  const ip = await resolveAllowed(address.host, options.allowedNetworks);
  const session = new Session(options, address.url);
  await session.open({ ...address, ip });
  return session;
}

class Session implements RtspSession {
  readonly #options: SessionOptions;
  readonly #url: string;
  #connection!: RtspConnection;
  #exchange!: Exchange;
  #sessionUrl: string;
  #channels = { rtp: 0, rtcp: 1 };
  #keepAliveMethod = 'OPTIONS';
  #timers: NodeJS.Timeout[] = [];
  #isOpen = false;
  #isAsking = false;
  #closing: Promise<void> | null = null;

  constructor(options: SessionOptions, url: string) {
    this.#options = options;
    this.#url = url;
    this.#sessionUrl = url;
  }

  async open(target: Parameters<typeof RtspConnection.dial>[0]): Promise<void> {
    const events = {
      onData: (channel: number, payload: Buffer) => this.#take(channel, payload),
      onEnd: (fault: CameraFault) => this.#ended(fault),
    };
    this.#connection = await RtspConnection.dial(target, events, this.#options.signal);
    this.#exchange = new Exchange(this.#connection, this.#options.source);
    try {
      await this.#play();
      this.#isOpen = true;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async #play(): Promise<void> {
    const offered = await this.#exchange.ask('OPTIONS', this.#url).catch(unlessUnsupported);
    if (/\bGET_PARAMETER\b/.test(offered ? (header(offered, 'public') ?? '') : '')) {
      this.#keepAliveMethod = 'GET_PARAMETER';
    }
    const described = await this.#exchange.ask('DESCRIBE', this.#url, { Accept: 'application/sdp' });
    const track = videoTrackIn(described.body);
    this.#options.onTrack(track);
    const base = baseOf(described, this.#url);
    this.#sessionUrl = controlUrl(base, track.sessionControl);
    const setUp = await this.#exchange.ask('SETUP', trackUrl(base, track), {
      Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1',
    });
    const timeoutMs = this.#useSetUp(setUp);
    await this.#exchange.ask('PLAY', this.#sessionUrl, { Range: 'npt=0.000-' });
    this.#startTimers(timeoutMs);
  }

  #useSetUp(setUp: RtspResponse): number {
    const transport = header(setUp, 'transport') ?? '';
    if (/RTP\/AVP(\/UDP)?;/i.test(transport)) throw new RtspFault('refused-by-camera'); // it insists on UDP
    const [, rtp, rtcp] = /interleaved=(\d{1,3})(?:-(\d{1,3}))?/i.exec(transport) ?? [];
    if (rtp !== undefined) this.#channels = { rtp: Number(rtp), rtcp: Number(rtcp ?? Number(rtp) + 1) };
    const session = sessionOf(setUp);
    if (session) this.#exchange.useSession(session.id);
    return session?.timeoutMs ?? MAX_KEEP_ALIVE_MS * 2;
  }

  #startTimers(timeoutMs: number): void {
    const keepAliveMs = Math.min(timeoutMs / 2, MAX_KEEP_ALIVE_MS);
    this.#timers = [
      setInterval(() => void this.#keepAlive(), keepAliveMs),
      setInterval(() => this.#sendReceiverReport(), RECEIVER_REPORT_EVERY_MS),
    ];
  }

  /** Its failure says nothing: cameras exist that answer no keep-alive and send pictures all the same. */
  async #keepAlive(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    await this.#exchange.ask(this.#keepAliveMethod, this.#sessionUrl).catch(() => null);
    this.#isAsking = false;
  }

  /** An empty report (RFC 3550, 6.4.2): enough for cameras that take silence for a viewer who left. */
  #sendReceiverReport(): void {
    const report = Buffer.from([0x80, 201, 0, 1, 0, 0, 0, 0]);
    report.writeUInt32BE(this.#options.ssrc, 4);
    this.#connection.sendData(this.#channels.rtcp, report);
  }

  #take(channel: number, payload: Buffer): void {
    if (channel === this.#channels.rtp) this.#options.onRtp(payload);
    else if (channel === this.#channels.rtcp) this.#options.onRtcp(payload);
  }

  #ended(fault: CameraFault): void {
    this.#stop();
    if (this.#isOpen && !this.#closing) this.#options.onEnd(fault);
  }

  #stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }

  close(): Promise<void> {
    this.#closing ??= this.#sayGoodbye();
    return this.#closing;
  }

  async #sayGoodbye(): Promise<void> {
    this.#stop();
    await this.#exchange.tearDown(this.#sessionUrl, TEARDOWN_WAIT_MS);
    this.#connection.close();
  }
}

/** Some cameras do not know OPTIONS; the faults of the connection and of the login stay faults. */
function unlessUnsupported(error: unknown): null {
  if (error instanceof RtspFault && ['refused-by-camera', 'path-not-found'].includes(error.fault)) return null;
  throw error;
}
