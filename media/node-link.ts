import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { MediaUnavailable, type CameraSource, type CameraState, type MediaNodeEvents } from './contract.ts';
import type { MediaLog } from './log.ts';
import {
  CALLS,
  errorFromWire,
  ReplyOnWire,
  Told,
  type CallArgs,
  type CallName,
  type CallResult,
  type NodeToServer,
  type ServerToNode,
} from './wire.ts';

export type NodeSocket = Socket<NodeToServer, ServerToNode>;

/** One connection of a node; `gone` rejects when it ends, so that nobody waits for an answer until the deadline. */
type Connection = { socket: NodeSocket; gone: Promise<never> };

/** The server's end: whichever node is connected now, and what a node that comes must be told. */
export class NodeLink {
  readonly events = new EventEmitter<MediaNodeEvents>();
  readonly #log: MediaLog;
  #connection: Connection | null = null;
  #isUp = false;
  #isLeaving = false;
  #wanted: readonly CameraSource[] = [];

  constructor(log: MediaLog) {
    this.#log = log;
  }

  get isConnected(): boolean {
    return this.#connection !== null;
  }

  /** Takes the node that dialled in, unless there is one. */
  welcome(socket: NodeSocket): void {
    if (this.#connection) {
      socket.disconnect(true); // two passed the door at once
      return;
    }
    const gone = new Promise<never>((_, reject) => {
      socket.once('disconnect', () => {
        this.#lost();
        reject(new MediaUnavailable('The media node went away.'));
      });
    });
    gone.catch(() => undefined); // mostly nobody waits
    this.#connection = { socket, gone };
    socket.on('camera', (raw) => this.#hear(Told.camera, raw, (state) => this.events.emit('camera', state)));
    socket.on('viewerEnded', (raw) =>
      this.#hear(Told.viewerEnded, raw, (view) => this.events.emit('viewerEnded', view)),
    );
    void this.#bringUp(socket);
  }

  /** The set is kept: a node that is away, or goes meanwhile, is given it when it comes. */
  async setCameras(wanted: readonly CameraSource[]): Promise<void> {
    this.#wanted = wanted;
    if (!this.#isUp) return;
    await this.#ask('setCameras', wanted).catch((error: unknown) => {
      if (this.#isUp) throw error;
    });
  }

  /** @throws MediaUnavailable while no node serves, when it goes, and when it does not answer in time */
  async call<N extends CallName>(name: N, ...args: CallArgs<N>): Promise<CallResult<N>> {
    if (!this.#isUp) throw new MediaUnavailable('The media node is out of reach.');
    return this.#ask(name, ...args);
  }

  /** Lets the node's cameras and views go, if it is there. */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    await this.setCameras([]).catch(() => undefined);
    this.events.removeAllListeners();
  }

  async #bringUp(socket: NodeSocket): Promise<void> {
    try {
      let told: readonly CameraSource[];
      let states: CameraState[];
      do {
        told = this.#wanted;
        await this.#ask('setCameras', told);
        states = await this.#ask('cameraStates');
      } while (told !== this.#wanted); // another set was asked for meanwhile
      this.#isUp = true; // without a pause after the look above: from here on sets go to the node at once
      this.#log.info({}, 'media node is up');
      this.events.emit('up');
      for (const state of states) this.events.emit('camera', state);
    } catch (error) {
      this.#log.warn({ err: error }, 'media node could not be set up');
      socket.disconnect(true); // it dials again
    }
  }

  async #ask<N extends CallName>(name: N, ...args: CallArgs<N>): Promise<CallResult<N>> {
    if (!this.#connection) throw new MediaUnavailable('The media node is out of reach.');
    const { socket, gone } = this.#connection;
    const { deadlineMs, result } = CALLS[name];
    const answered = socket.timeout(deadlineMs).emitWithAck('call', name, args);
    const inTime = answered.catch(() => Promise.reject(new MediaUnavailable(`The media node did not answer ${name}.`)));
    const reply = ReplyOnWire.parse(await Promise.race([inTime, gone]));
    if (!reply.ok) throw errorFromWire(reply);
    return result.parse(reply.value) as CallResult<N>;
  }

  #hear<T>(schema: z.ZodType<T>, raw: unknown, tell: (told: T) => void): void {
    const told = schema.safeParse(raw);
    if (told.success) tell(told.data);
    else this.#log.warn({ issues: told.error.issues.length }, 'media node told something that is not understood');
  }

  #lost(): void {
    this.#connection = null;
    if (!this.#isUp) return;
    this.#isUp = false;
    if (!this.#isLeaving) this.#log.warn({}, 'media node is out of reach');
    this.events.emit('down');
  }
}
