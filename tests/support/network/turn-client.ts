import { once } from 'node:events';
import { connect } from 'node:tls';
import {
  type Answer,
  type Attribute,
  channel,
  lengthOf,
  type METHOD,
  peer,
  readAnswer,
  requestOf,
  sendIndication,
  text,
  transport,
} from './turn-message.ts';

const ANSWER_WITHIN_MS = 3_000;

const inTime = () => ({ signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });

export type Credential = { username: string; credential: string };

/** Somebody at a relay over TLS, who asks for what they like. Answers are error codes; null is a yes. */
export class TurnClient {
  readonly #socket: ReturnType<typeof connect>;
  readonly #credential: Credential;
  #said = { realm: '', nonce: '' };
  #bytes = Buffer.alloc(0);

  private constructor(socket: ReturnType<typeof connect>, credential: Credential) {
    this.#socket = socket;
    this.#credential = credential;
    socket.on('data', (chunk) => (this.#bytes = Buffer.concat([this.#bytes, chunk])));
  }

  static async connect(host: string, credential: Credential): Promise<TurnClient> {
    const socket = connect({ host, port: 443, rejectUnauthorized: false });
    await once(socket, 'secureConnect', inTime());
    return new TurnClient(socket, credential);
  }

  /** @param protocol 17: to relay UDP; 6: to open TCP connections from there */
  async allocate(protocol: 17 | 6 = 17): Promise<number | null> {
    this.#said = await this.#ask(requestOf('allocate', [transport(protocol)], null)); // a 401 that names realm and nonce
    return this.#askSigned('allocate', [transport(protocol)]);
  }

  permit(address: string, port: number): Promise<number | null> {
    return this.#askSigned('createPermission', [peer(address, port)]);
  }

  bind(number: number, address: string, port: number): Promise<number | null> {
    return this.#askSigned('channelBind', [channel(number), peer(address, port)]);
  }

  send(address: string, port: number, data: string): void {
    this.#socket.write(sendIndication(peer(address, port), data));
  }

  close(): void {
    this.#socket.destroy();
  }

  async #askSigned(method: keyof typeof METHOD, attributes: readonly Attribute[]): Promise<number | null> {
    const { username, credential: password } = this.#credential;
    const { realm, nonce } = this.#said;
    const signed = [...attributes, text('username', username), text('realm', realm), text('nonce', nonce)];
    return (await this.#ask(requestOf(method, signed, { username, realm, password }))).errorCode;
  }

  async #ask(request: Buffer): Promise<Answer> {
    this.#socket.write(request);
    for (;;) {
      const length = lengthOf(this.#bytes);
      if (length === null) {
        await once(this.#socket, 'data', inTime());
        continue;
      }
      const answer = readAnswer(this.#bytes.subarray(0, length));
      this.#bytes = this.#bytes.subarray(length);
      return answer;
    }
  }
}
