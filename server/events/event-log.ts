import { Client } from 'pg';
import { z } from 'zod';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { giveNumbers, highestNumber, readNumbered, type StoredEvent } from './event-store.ts';

/** Should a notification ever be lost, the log is looked at this often all the same. */
const LOOK_EVERY_MS = 2_000;
const RECONNECT_MS = 500;
const PAGE = 500;
export const EVENT_CHANNEL = 'kanwa_event';
/** Says that a session, a tablet or all of a person's sessions are over: {"sessionId"|"deviceId"|"userId", "reason"}. */
export const SESSION_CHANNEL = 'kanwa_session';

export type EventLogDeps = { db: Db; url: string; log: Log };
export type EventListener = (event: StoredEvent) => Promise<void> | void;

/**
 * This process's reader of the event log. Events get their position after they committed, one by one under a lock, so
 * position order is the order in which they can be seen and a reader that goes by it misses nothing.
 */
export class EventLog {
  readonly #deps: EventLogDeps;
  readonly #listeners: EventListener[] = [];
  readonly #sessionListeners: ((payload: string) => void)[] = [];
  #client: Client | null = null;
  #timer: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  position = 0;

  constructor(deps: EventLogDeps) {
    this.#deps = deps;
  }

  /** Called in position order, one event at a time; a listener that throws is logged and does not hold up the others. */
  onEvent(listener: EventListener): void {
    this.#listeners.push(listener);
  }

  onSessionOver(listener: (payload: string) => void): void {
    this.#sessionListeners.push(listener);
  }

  /** Begins at the newest position: what was told before this process lived is replayed to clients on their own asking. */
  async start(): Promise<void> {
    await giveNumbers(this.#deps.db);
    this.position = await highestNumber(this.#deps.db);
    await this.#listen();
    this.#timer = setInterval(() => this.wake(), LOOK_EVERY_MS);
  }

  /** Reads what is new; many calls at once are one reading. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#read().finally(() => {
      this.#running = null;
      if (this.#again) {
        this.#again = false;
        this.wake();
      }
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    clearTimeout(this.#retry);
    await this.#running;
    await this.#client?.end().catch(() => undefined);
  }

  async #read(): Promise<void> {
    try {
      await giveNumbers(this.#deps.db);
      for (;;) {
        const events = await readNumbered(this.#deps.db, this.position, PAGE);
        for (const event of events) await this.#tell(event);
        if (events.length < PAGE || this.#stopped) return;
      }
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'event log could not be read; trying again');
    }
  }

  async #tell(event: StoredEvent): Promise<void> {
    this.position = event.position;
    for (const listener of this.#listeners) {
      try {
        await listener(event);
      } catch (error) {
        this.#deps.log.error({ err: error, position: event.position }, 'a listener of the event log failed');
      }
    }
  }

  async #listen(): Promise<void> {
    const client = new Client({ connectionString: this.#deps.url, keepAlive: true });
    client.on('notification', ({ channel, payload }) => {
      if (channel === EVENT_CHANNEL) this.wake();
      else for (const listener of this.#sessionListeners) listener(payload ?? '');
    });
    client.on('error', () => undefined); // 'end' follows
    try {
      await client.connect();
      await client.query(`LISTEN ${EVENT_CHANNEL}`);
      await client.query(`LISTEN ${SESSION_CHANNEL}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    client.on('end', () => this.#listenAgainLater());
  }

  /** The one place that tries again, one try at a time, however long the database is away. */
  #listenAgainLater(): void {
    if (this.#stopped) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#listen().then(
        () => this.wake(),
        () => this.#listenAgainLater(),
      );
    }, RECONNECT_MS);
  }
}

export const SessionOver = z.object({
  sessionId: z.string().optional(),
  deviceId: z.string().optional(),
  userId: z.string().optional(),
  reason: z.enum(['signed-out', 'account-inactive', 'device-revoked', 'expired']),
});
export type SessionOver = z.infer<typeof SessionOver>;
