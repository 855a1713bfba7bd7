import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { MOUNTPOINT } from './start-janus.ts';

type Message = {
  janus: string;
  transaction?: string;
  data?: { id: number };
  jsep?: { type: string; sdp: string };
  error?: { reason: string };
};

/** Janus drops a session that says nothing for a minute. */
const KEEP_ALIVE_MS = 25_000;
const ANSWER_WITHIN_MS = 20_000;

/**
 * One viewer of the camera.
 * @param answer makes the receiver's half, SDP for SDP
 * @returns how to end it
 */
export async function watchJanus(url: string, answer: (offer: string) => Promise<string>): Promise<() => void> {
  const session = new JanusSession(new WebSocket(url, 'janus-protocol'));
  await session.open();
  const { jsep } = await session.request({ request: 'watch', id: MOUNTPOINT });
  if (!jsep) throw new Error('Janus offered no stream.');
  await session.request({ request: 'start' }, { type: 'answer', sdp: await answer(jsep.sdp) });
  return () => session.close();
}

class JanusSession {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, { done: (message: Message) => void; failed: (error: Error) => void }>();
  #ids: { session_id?: number; handle_id?: number } = {};
  #keepAlive: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#heard(JSON.parse(String(data)) as Message));
  }

  async open(): Promise<void> {
    await once(this.#socket, 'open');
    const created = await this.#send({ janus: 'create' });
    if (created.data) this.#ids = { session_id: created.data.id };
    const attached = await this.#send({ janus: 'attach', plugin: 'janus.plugin.streaming' });
    if (attached.data) this.#ids = { ...this.#ids, handle_id: attached.data.id };
    this.#keepAlive = setInterval(() => this.#post({ janus: 'keepalive' }, randomUUID()), KEEP_ALIVE_MS);
  }

  /** Of the plugin, which acknowledges first and answers later. */
  request(body: object, jsep?: object): Promise<Message> {
    return this.#send({ janus: 'message', body, ...(jsep && { jsep }) });
  }

  close(): void {
    clearInterval(this.#keepAlive);
    this.#socket.close();
  }

  #send(message: object): Promise<Message> {
    const transaction = randomUUID();
    const { promise, resolve, reject } = Promise.withResolvers<Message>();
    const late = setTimeout(reject, ANSWER_WITHIN_MS, new Error('Janus did not answer.'));
    this.#waiting.set(transaction, { done: resolve, failed: reject });
    this.#post(message, transaction);
    return promise.finally(() => {
      clearTimeout(late);
      this.#waiting.delete(transaction);
    });
  }

  #post(message: object, transaction: string): void {
    this.#socket.send(JSON.stringify({ ...this.#ids, ...message, transaction }));
  }

  #heard(message: Message): void {
    if (message.janus === 'ack') return; // only a receipt
    const waiting = this.#waiting.get(message.transaction ?? '');
    if (message.error) waiting?.failed(new Error(`Janus: ${message.error.reason}`));
    else waiting?.done(message);
  }
}
