import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { until } from '../../support/until.ts';

type Login = { username: string; password: string };
type Response = { status: number; headers: Map<string, string>; body: string };
export type Packet = { channel: number; bytes: Buffer };

/** A client made for asking a server unusual things: every request is written by hand. */
export class RtspClient {
  readonly packets: Packet[] = [];
  readonly socket: Socket;
  isClosed = false;
  #bytes = Buffer.alloc(0);
  #responses: Response[] = [];
  #cseq = 0;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('data', (chunk) => this.#take(Buffer.from(chunk)));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => (this.isClosed = true));
  }

  async ask(method: string, uri: string, headers: Record<string, string> = {}): Promise<Response> {
    this.#cseq += 1;
    const lines = Object.entries({ CSeq: `${this.#cseq}`, ...headers }).map(([name, value]) => `${name}: ${value}`);
    this.socket.write([`${method} ${uri} RTSP/1.0`, ...lines, '', ''].join('\r\n'));
    return until(`an answer to ${method}`, () => this.#responses.shift(), 5_000);
  }

  /** The same with a digest login for the nonce that a first, refused request brings; made for `signedUri`. */
  async askAs(login: Login, method: string, uri: string, headers: Record<string, string> = {}, signedUri = uri) {
    const { headers: refused } = await this.ask('DESCRIBE', uri);
    const challenge = refused.get('www-authenticate') ?? '';
    const [realm = '', nonce = ''] = ['realm', 'nonce'].map((name) => RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1]);
    return this.ask(method, uri, {
      ...headers,
      Authorization: authorization(login, { method, uri: signedUri, realm, nonce }),
    });
  }

  close(): void {
    this.socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    while (this.#takePacket() || this.#takeResponse());
  }

  #takePacket(): boolean {
    if (this.#bytes[0] !== 0x24 || this.#bytes.length < 4) return false;
    const end = 4 + this.#bytes.readUInt16BE(2);
    if (this.#bytes.length < end) return false;
    this.packets.push({ channel: this.#bytes[1]!, bytes: Buffer.from(this.#bytes.subarray(4, end)) });
    this.#bytes = this.#bytes.subarray(end);
    return true;
  }

  #takeResponse(): boolean {
    const headerEnd = this.#bytes.indexOf('\r\n\r\n');
    if (this.#bytes[0] === 0x24 || headerEnd < 0) return false;
    const [statusLine = '', ...lines] = this.#bytes.subarray(0, headerEnd).toString().split('\r\n');
    const headers = new Map(lines.map((line) => [line.split(': ')[0]!.toLowerCase(), line.replace(/^[^:]*: /, '')]));
    const end = headerEnd + 4 + Number(headers.get('content-length') ?? 0);
    if (this.#bytes.length < end) return false;
    const body = this.#bytes.subarray(headerEnd + 4, end).toString();
    this.#responses.push({ status: Number(statusLine.split(' ')[1]), headers, body });
    this.#bytes = this.#bytes.subarray(end);
    return true;
  }
}

type Request = { method: string; uri: string; realm: string; nonce: string };

function authorization({ username, password }: Login, request: Request): string {
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const { method, uri, realm, nonce } = request;
  const response = md5(`${md5(`${username}:${realm}:${password}`)}:${nonce}:${md5(`${method}:${uri}`)}`);
  return `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}"`;
}
