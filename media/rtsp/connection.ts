import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { CameraFault } from '../contract.ts';
import { Framing } from './framing.ts';
import { formatReply, formatRequest, header, type RtspMessage, type RtspResponse } from './message.ts';
import { RtspFault } from './rtsp-fault.ts';

const CONNECT_TIMEOUT_MS = 2_000;
const ANSWER_TIMEOUT_MS = 5_000;
/** A camera that sends requests and reads no answers is cut off here. */
const MAX_UNSENT_BYTES = 65_536;
/** So much that is not RTSP, before the first answer, and it is not a camera. */
const NOT_RTSP_BYTES = 8;

export type Target = { isSecure: boolean; host: string; ip: string; port: number };
export type ConnectionEvents = {
  onData: (channel: number, payload: Buffer) => void;
  /** Told once, whatever ended the connection; not after `close()`. */
  onEnd: (fault: CameraFault) => void;
};

type Waiting = { resolve: (response: RtspResponse) => void; reject: (error: RtspFault) => void; timer: NodeJS.Timeout };

/** One TCP or TLS connection to a camera: requests find their answers, interleaved packets are handed on. */
export class RtspConnection {
  readonly #socket: Socket;
  readonly #events: ConnectionEvents;
  readonly #signal: AbortSignal;
  readonly #framing = new Framing();
  readonly #waiting = new Map<number, Waiting>();
  #cseq = 0;
  #isUp = false;
  #hasAnswered = false;
  #endedWith: CameraFault | null = null;

  private constructor(socket: Socket, events: ConnectionEvents, signal: AbortSignal) {
    this.#socket = socket;
    this.#events = events;
    this.#signal = signal;
    signal.addEventListener('abort', this.#abort);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => this.fail(this.#faultOf(error)));
    socket.on('close', () => this.fail(this.#isUp ? this.#silenceAs('closed-by-camera') : 'unreachable'));
  }

  /**
   * Dials the pinned address. An abort, now or later, ends the connection like silence of the camera.
   * @throws RtspFault 'unreachable', 'no-answer', 'not-rtsp' or 'closed-by-camera'.
   */
  static async dial(target: Target, events: ConnectionEvents, signal: AbortSignal): Promise<RtspConnection> {
    if (signal.aborted) throw new RtspFault('no-answer');
    const socket = target.isSecure ? dialTls(target) : connectTcp({ host: target.ip, port: target.port });
    const connection = new RtspConnection(socket, events, signal);
    await connection.#untilUp(target.isSecure);
    return connection;
  }

  #untilUp(isSecure: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      let timer = setTimeout(() => this.fail('unreachable'), CONNECT_TIMEOUT_MS);
      this.#socket.once('connect', () => {
        this.#isUp = true;
        clearTimeout(timer);
        if (isSecure) timer = setTimeout(() => this.fail('no-answer'), ANSWER_TIMEOUT_MS);
      });
      this.#socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer);
        resolve();
      });
      this.#socket.once('close', () => {
        clearTimeout(timer);
        reject(new RtspFault(this.#endedWith ?? 'unreachable'));
      });
    });
  }

  /** @throws RtspFault 'no-answer' after 5 s, or whatever ended the connection. */
  request(method: string, uri: string, headers: Record<string, string>): Promise<RtspResponse> {
    if (this.#endedWith) return Promise.reject(new RtspFault(this.#endedWith));
    const cseq = ++this.#cseq;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(cseq);
        reject(new RtspFault(this.#silenceAs('no-answer')));
      }, ANSWER_TIMEOUT_MS);
      this.#waiting.set(cseq, { resolve, reject, timer });
      this.#write(formatRequest(method, uri, { CSeq: String(cseq), 'User-Agent': 'Kanwa', ...headers }));
    });
  }

  /** Sends an interleaved packet, at most 65,535 bytes. */
  sendData(channel: number, payload: Buffer): void {
    const head = Buffer.from([0x24, channel, payload.length >> 8, payload.length & 0xff]);
    this.#write(Buffer.concat([head, payload]));
  }

  /** Ends the connection at once with a fault of ours. Only the first call counts. */
  fail(fault: CameraFault): void {
    if (this.#endedWith) return;
    this.#end(fault);
    this.#events.onEnd(fault);
  }

  /** Ends the connection without telling. May be called any number of times. */
  close(): void {
    if (!this.#endedWith) this.#end('closed-by-camera');
  }

  readonly #abort = () => this.fail('no-answer');

  #end(fault: CameraFault): void {
    this.#endedWith = fault;
    this.#signal.removeEventListener('abort', this.#abort);
    this.#socket.destroy();
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new RtspFault(fault));
    }
    this.#waiting.clear();
  }

  #read(chunk: Buffer): void {
    for (const frame of this.#framing.push(chunk)) {
      if (this.#endedWith) return;
      if (frame.kind === 'data') this.#events.onData(frame.channel, frame.payload);
      else this.#take(frame.message);
    }
    if (!this.#hasAnswered && this.#framing.junkBytes >= NOT_RTSP_BYTES) this.fail('not-rtsp');
  }

  #take(message: RtspMessage): void {
    this.#hasAnswered = true;
    if (message.kind === 'request') this.#answerTo(message.method, header(message, 'cseq'));
    else if (message.status >= 200) this.#handOver(message); // after "100 Continue" the answer proper follows
  }

  #handOver(message: RtspResponse): void {
    const named = Number(header(message, 'cseq') ?? NaN);
    // An answer without a number belongs to the oldest request; one with a strange number to none.
    const cseq = Number.isNaN(named) ? this.#waiting.keys().next().value : named;
    const waiting = cseq === undefined ? undefined : this.#waiting.get(cseq);
    if (cseq === undefined || !waiting) return;
    this.#waiting.delete(cseq);
    clearTimeout(waiting.timer);
    waiting.resolve(message);
  }

  #answerTo(method: string, cseq: string | undefined): void {
    if (method === 'REDIRECT') this.fail('redirected');
    const isHarmless = ['OPTIONS', 'GET_PARAMETER', 'SET_PARAMETER', 'ANNOUNCE'].includes(method);
    this.#write(formatReply(isHarmless ? 200 : 501, cseq));
  }

  #write(bytes: string | Buffer): void {
    if (this.#socket.writableLength > MAX_UNSENT_BYTES) this.fail('no-answer');
    if (!this.#endedWith) this.#socket.write(bytes);
  }

  #silenceAs(fault: CameraFault): CameraFault {
    return !this.#hasAnswered && this.#framing.junkBytes > 0 ? 'not-rtsp' : fault;
  }

  #faultOf({ code = '' }: NodeJS.ErrnoException): CameraFault {
    if (!this.#isUp) return 'unreachable';
    return code === 'EPROTO' || code.startsWith('ERR_SSL') ? 'not-rtsp' : this.#silenceAs('closed-by-camera');
  }
}

function dialTls({ host, ip, port }: Target): Socket {
  return connectTls({
    host: ip,
    port,
    ...(isIP(host) === 0 && { servername: host }),
    // Cameras make their certificates themselves, so there is nobody to ask. What is left is secrecy against those
    // who only listen; the camera network and the pinned address are what say which camera this is.
    rejectUnauthorized: false,
  });
}
