import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { generate } from 'selfsigned';
import { SPROP, PPS_720P, rtpPacket, slice, SPS_720P } from './camera-stream-bytes.ts';

export type SeenRequest = { method: string; uri: string; headers: Map<string, string> };
type Answer =
  { status: number; headers?: Record<string, string>; body?: string } | 'silence' | 'hang-up' | { raw: string };

export type CameraScript = {
  login?: { username: string; password: string; offers: readonly ('digest' | 'basic')[]; requestsPerNonce?: number };
  /** The description; a common one by default. */
  sdp?: string;
  /** Overrides of the answer to a method; undefined falls back to what a camera says. */
  answers?: (request: SeenRequest, count: number) => Answer | undefined;
  /** What is sent after PLAY: pictures by default. */
  afterPlay?: 'pictures' | 'silence' | 'audio-only' | 'no-key-frames' | 'hang-up';
  /** Raw bytes put between every two packets. */
  between?: Buffer;
  /** Leaves the parameter sets out of the stream, as some cameras do. */
  withoutSetsInBand?: boolean;
  channels?: readonly [number, number];
  sessionTimeoutSeconds?: number;
  port?: number;
  /** Speaks rtsps, with a certificate it made itself. */
  isSecure?: boolean;
};

const FRAME_MS = 20;
const FRAMES_PER_GROUP = 10;

export const COMMON_SDP = [
  'v=0',
  'o=- 0 0 IN IP4 127.0.0.1',
  's=camera',
  't=0 0',
  'a=control:*',
  'm=audio 0 RTP/AVP 8',
  'a=control:trackID=1',
  'm=video 0 RTP/AVP 96',
  'a=rtpmap:96 H264/90000',
  `a=fmtp:96 packetization-mode=1;profile-level-id=4d401f;sprop-parameter-sets=${SPROP}`,
  'a=control:trackID=0',
  '',
].join('\r\n');

/** An RTSP camera that behaves, or misbehaves, as told. On a loopback port of its own unless one is given. */
export class ScriptedCamera {
  readonly requests: SeenRequest[] = [];
  connections = 0;
  /** Stops the pictures of open sessions without closing anything, like a camera that hangs. */
  isFrozen = false;
  readonly #script: CameraScript;
  readonly #sockets = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #server: Server = createServer((socket) => this.#serve(socket));
  #nonce = randomUUID();
  #nonceUses = 0;

  constructor(script: CameraScript = {}) {
    this.#script = script;
  }

  static async start(script: CameraScript = {}): Promise<ScriptedCamera> {
    const camera = new ScriptedCamera(script);
    if (script.isSecure) await camera.#useTls();
    camera.#server.listen(script.port ?? 0, '127.0.0.1');
    await once(camera.#server, 'listening');
    return camera;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `rtsp${this.#script.isSecure ? 's' : ''}://127.0.0.1:${this.port}/live?channel=1`;
  }

  get openSockets(): number {
    return this.#sockets.size;
  }

  methods(): string[] {
    return this.requests.map(({ method }) => method);
  }

  /** Like a power cut: everything is gone at once. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    for (const socket of this.#sockets) socket.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Ends the connections, but goes on listening. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #useTls(): Promise<void> {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'camera' }]);
    this.#server = createTlsServer({ key, cert }, (socket) => this.#serve(socket));
  }

  #serve(socket: Socket): void {
    this.connections += 1;
    this.#sockets.add(socket);
    let text = '';
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (;;) {
        const end = text.indexOf('\r\n\r\n');
        const receiverReport = text.startsWith('$');
        if (receiverReport && text.length >= 12) text = text.slice(12);
        else if (!receiverReport && end >= 0) {
          this.#handle(socket, text.slice(0, end));
          text = text.slice(end + 4);
        } else return;
      }
    });
  }

  #handle(socket: Socket, head: string): void {
    const [first = '', ...lines] = head.split('\r\n');
    const [method = '', uri = ''] = first.split(' ');
    const headers = new Map(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.replace(/^[^:]*: /, '')]),
    );
    const request = { method, uri, headers };
    this.requests.push(request);
    const count = this.requests.filter((seen) => seen.method === method).length;
    const answer = this.#script.answers?.(request, count) ?? this.#challenge(request) ?? this.#usual(request);
    if (answer === 'silence') return;
    if (answer === 'hang-up') return void socket.destroy();
    if ('raw' in answer) return void socket.write(answer.raw);
    send(socket, headers.get('cseq') ?? '0', answer);
    if (method === 'PLAY' && answer.status === 200) this.#play(socket);
  }

  #usual({ method }: SeenRequest): Exclude<Answer, string> {
    const [rtp, rtcp] = this.#script.channels ?? [0, 1];
    const session = { Session: `s1;timeout=${this.#script.sessionTimeoutSeconds ?? 60}` };
    if (method === 'OPTIONS')
      return { status: 200, headers: { Public: 'OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER' } };
    if (method === 'DESCRIBE') return { status: 200, body: this.#script.sdp ?? COMMON_SDP };
    if (method !== 'SETUP') return { status: 200, headers: { Session: 's1' } };
    return { status: 200, headers: { ...session, Transport: `RTP/AVP/TCP;unicast;interleaved=${rtp}-${rtcp}` } };
  }

  #challenge({ method, uri, headers }: SeenRequest): Answer | null {
    const { login } = this.#script;
    if (!login) return null;
    const given = headers.get('authorization') ?? '';
    const field = (name: string) => new RegExp(`\\b${name}="?([^",]*)`).exec(given)?.[1] ?? '';
    const basic = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
    if (login.offers.includes('basic') && given === basic) return null;
    const secret = md5(`${login.username}:cam:${login.password}`);
    const subject = md5(`${method}:${uri}`);
    const expected = md5(`${secret}:${field('nonce')}:${field('nc')}:${field('cnonce')}:auth:${subject}`);
    const isRight = given.startsWith('Digest') && field('response') === expected && field('uri') === uri;
    const isFresh = field('nonce') === this.#nonce && this.#nonceUses < (login.requestsPerNonce ?? Infinity);
    if (isRight && isFresh && parseInt(field('nc'), 16) === this.#nonceUses + 1) {
      this.#nonceUses += 1;
      return null;
    }
    if (isRight) this.#nonce = randomUUID();
    this.#nonceUses = 0;
    return { status: 401, headers: { 'WWW-Authenticate': this.#offers(login.offers, isRight) } };
  }

  #offers(offers: readonly string[], isStale: boolean): string {
    const digest = `Digest realm="cam", nonce="${this.#nonce}", qop="auth"${isStale ? ', stale=true' : ''}`;
    return offers.map((offer) => (offer === 'basic' ? 'Basic realm="cam"' : digest)).join(', ');
  }

  #play(socket: Socket): void {
    const { afterPlay = 'pictures', between } = this.#script;
    if (afterPlay === 'hang-up') return void socket.end();
    if (afterPlay === 'silence') return;
    let frame = 0;
    let sequence = 100;
    const timer = setInterval(() => {
      if (socket.destroyed) clearInterval(timer);
      if (socket.destroyed || this.isFrozen) return;
      for (const [at, payload] of this.#frame(frame).entries()) {
        const isLast = at === this.#frame(frame).length - 1;
        const rtp = rtpPacket({
          payload,
          sequence: sequence++,
          timestamp: 9_000 + frame * FRAME_MS * 90,
          marker: isLast,
        });
        socket.write(interleaved(afterPlay === 'audio-only' ? 9 : (this.#script.channels?.[0] ?? 0), rtp));
        if (between) socket.write(between);
      }
      frame += 1;
    }, FRAME_MS);
    this.#timers.add(timer);
  }

  /** Begins in the middle of a group, as cameras do. */
  #frame(frame: number): Buffer[] {
    const isKey = frame % FRAMES_PER_GROUP === 3 && this.#script.afterPlay !== 'no-key-frames';
    if (!isKey) return [slice('p', 300)];
    return this.#script.withoutSetsInBand ? [slice('idr', 900)] : [SPS_720P, PPS_720P, slice('idr', 900)];
  }
}

function send(
  socket: Socket,
  cseq: string,
  { status, headers = {}, body = '' }: { status: number; headers?: Record<string, string>; body?: string },
) {
  const lines = Object.entries({ CSeq: cseq, ...headers, 'Content-Length': String(body.length) });
  socket.write(`RTSP/1.0 ${status} X\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);
}

const interleaved = (channel: number, payload: Buffer) =>
  Buffer.concat([Buffer.from([0x24, channel, payload.length >> 8, payload.length & 0xff]), payload]);

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
