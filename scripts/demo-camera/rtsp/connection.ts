import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Broadcast, Listener } from './broadcast.ts';
import { DigestLogin, type Login } from './digest.ts';
import { formatResponse, RequestReader, type RtspRequest, type RtspResponse } from './message.ts';

export const SESSION_TIMEOUT_S = 60;

const METHODS = 'OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN';
const ok: RtspResponse = { status: 200 };

export type ConnectionDeps = {
  login: Login;
  /** The stream at this path; 'preparing' while its picture is still being drawn. */
  findBroadcast: (path: string) => Broadcast | 'preparing' | undefined;
  sessionTimeoutMs: number;
};

type Session = { id: string; uri: string; broadcast: Broadcast; listener: Listener };

/** One client from its first byte to its last: at most one session, of one stream. */
export class RtspConnection {
  readonly #socket: Socket;
  readonly #deps: ConnectionDeps;
  readonly #reader = new RequestReader();
  readonly #login: DigestLogin;
  #session: Session | undefined;

  constructor(socket: Socket, deps: ConnectionDeps) {
    this.#socket = socket;
    this.#deps = deps;
    this.#login = new DigestLogin(deps.login);
    socket.setNoDelay(true);
    this.#startTimeout();
    socket.on('data', (chunk) => this.#receive(Buffer.from(chunk)));
    socket.on('error', () => socket.destroy()); // a client that went away is nothing to report
    socket.on('close', () => this.#endSession());
  }

  /** A client is taken for gone when it says nothing, neither a request nor a receiver's report. */
  #startTimeout(): void {
    let timer = setTimeout(() => this.#socket.destroy(), this.#deps.sessionTimeoutMs);
    this.#socket.on('data', () => (timer = timer.refresh()));
    this.#socket.on('close', () => clearTimeout(timer));
  }

  #receive(chunk: Buffer): void {
    try {
      for (const request of this.#reader.read(chunk)) {
        const response = this.#answer(request);
        this.#socket.write(formatResponse(request, response));
        if (request.method === 'PLAY' && response.status === 200) this.#play();
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#socket.end('RTSP/1.0 400 Bad Request\r\n\r\n');
    }
  }

  #answer(request: RtspRequest): RtspResponse {
    if (request.method === 'OPTIONS') return { status: 200, headers: { Public: METHODS } };
    if (!this.#login.isGiven(request)) return { status: 401, headers: this.#login.challenge(request) };
    switch (request.method) {
      case 'DESCRIBE':
        return this.#describe(request);
      case 'SETUP':
        return this.#setUp(request);
      case 'PLAY':
        return this.#inSession(request, (session) => playing(session));
      case 'GET_PARAMETER':
        return request.headers.has('session') ? this.#inSession(request, () => ok) : ok;
      case 'TEARDOWN':
        return this.#inSession(request, () => {
          this.#endSession();
          return ok;
        });
      default:
        return { status: 405, headers: { Allow: METHODS } };
    }
  }

  #describe(request: RtspRequest): RtspResponse {
    const found = this.#deps.findBroadcast(pathOf(request.uri));
    if (!found) return { status: 404 };
    if (found === 'preparing') return { status: 503, headers: { 'Retry-After': '2' } };
    const base = `${request.uri.replace(/\/$/, '')}/`;
    return { status: 200, headers: { 'Content-Type': 'application/sdp', 'Content-Base': base }, body: found.sdp() };
  }

  #setUp(request: RtspRequest): RtspResponse {
    if (this.#session) return { status: 455 };
    const found = this.#deps.findBroadcast(pathOf(request.uri).replace(/\/trackID=0$/, ''));
    if (!found) return { status: 404 };
    if (found === 'preparing') return { status: 503, headers: { 'Retry-After': '2' } };
    const channels = interleavedChannels(request.headers.get('transport') ?? '');
    if (!channels) return { status: 461 };
    const id = randomBytes(8).toString('hex');
    const listener = { socket: this.#socket, ...channels };
    this.#session = { id, uri: request.uri, broadcast: found, listener };
    const numbers = `interleaved=${channels.rtpChannel}-${channels.rtcpChannel}`;
    const source = found.rtp.ssrc.toString(16).padStart(8, '0').toUpperCase();
    const transport = `RTP/AVP/TCP;unicast;${numbers};ssrc=${source};mode="PLAY"`;
    return { status: 200, headers: { Transport: transport, Session: `${id};timeout=${SESSION_TIMEOUT_S}` } };
  }

  /** After its answer, so that no packet comes before it. */
  #play(): void {
    this.#session?.broadcast.add(this.#session.listener);
  }

  #inSession(request: RtspRequest, act: (session: Session) => RtspResponse): RtspResponse {
    const named = request.headers.get('session')?.split(';')[0]?.trim();
    const session = this.#session;
    if (session?.id !== named || !session) return { status: 454 };
    const response = act(session);
    return { ...response, headers: { Session: session.id, ...response.headers } };
  }

  #endSession(): void {
    this.#session?.broadcast.remove(this.#session.listener);
    this.#session = undefined;
  }
}

function playing({ broadcast, uri }: Session): RtspResponse {
  const info = `url=${uri};seq=${broadcast.rtp.nextSequence};rtptime=${broadcast.lastTimestamp}`;
  return { status: 200, headers: { Range: 'npt=now-', 'RTP-Info': info } };
}

/** `/haitang/main` of `rtsp://127.0.0.1:8600/haitang/main/`. */
function pathOf(uri: string): string {
  return uri
    .replace(/^rtsps?:\/\/[^/]*/i, '')
    .replace(/\?.*$/, '')
    .replace(/\/$/, '');
}

/** The channels asked for; undefined when none of the offers is RTP over this connection. */
function interleavedChannels(transport: string): Pick<Listener, 'rtpChannel' | 'rtcpChannel'> | undefined {
  const offer = transport.split(',').find((one) => /^\s*RTP\/AVP\/TCP(;|$)/i.test(one));
  if (offer === undefined) return undefined;
  const [, rtp = '0', rtcp] = /interleaved=(\d+)(?:-(\d+))?/i.exec(offer) ?? [];
  const rtpChannel = Number(rtp);
  const rtcpChannel = rtcp === undefined ? rtpChannel + 1 : Number(rtcp);
  return rtpChannel <= 255 && rtcpChannel <= 255 ? { rtpChannel, rtcpChannel } : undefined;
}
