import type { Problem } from '#contract/problem.ts';
import { backoffMs } from '../backoff.ts';
import { isProblem, ProblemError, Unanswered, Unreachable } from '../problem-error.ts';
import { Attempts, BACKOFF } from './attempts.ts';
import type { OutboxRecord } from './outbox-record.ts';
import { nextToGo } from './sending-order.ts';

export type Outcome = { answer: unknown } | { problem: Problem };

export type CourierDeps = {
  /** Resolves with the server's answer. */
  send: (record: OutboxRecord) => Promise<unknown>;
  /** What may go now, in its order. */
  free: () => readonly OutboxRecord[];
  /** The server has taken or refused it. */
  onOutcome: (record: OutboxRecord, outcome: Outcome) => void;
  /** The server does not know this record's author as who acts. Whether others' records may go meanwhile. */
  onUnknownActor: (record: OutboxRecord) => boolean;
};

/** Nothing is wrong with the record itself, as far as the server can say: it waits and is sent again. */
const RETRIED: ReadonlySet<string> = new Set(['internal', 'media-unavailable', 'too-many-tries']);
/** So many that fail one after the other are no fault of theirs: then it is the server, and it gets a rest. */
const FAILING_SERVER = 3;

/** Anything that was answered, and what took too long, may be the record's own fault. */
const isAway = (error: unknown): boolean => error instanceof Unreachable && !(error instanceof Unanswered);

/**
 * Sends one record at a time. What the server fails on waits for itself and the rest go on; with no connection, or a server
 * that fails on everything, all wait.
 */
export class Courier {
  readonly #deps: CourierDeps;
  readonly #attempts = new Attempts();
  #isSending = false;
  #isStopped = false;
  #isPaused = false;
  #pauses = 0;
  #failuresInARow = 0;
  #resumes = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: CourierDeps) {
    this.#deps = deps;
  }

  /** There is something to send. */
  wake(): void {
    if (!this.#isPaused) void this.#drain();
  }

  /** Whatever was in the way may be gone: everything is tried now. */
  resume(): void {
    this.#resumes++;
    this.#isStopped = false;
    this.#pauses = 0;
    this.#failuresInARow = 0;
    this.#attempts.tryAgainNow();
    this.#goOn();
  }

  /** Another tab has this record on its way: from here it goes only if it is still there after a while. */
  leave(id: string): void {
    this.#attempts.failed(id, BACKOFF.lastMs);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #goOn(): void {
    this.#isPaused = false;
    void this.#drain();
  }

  async #drain(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    clearTimeout(this.#timer);
    try {
      for (let next = this.#next(); next && (await this.#send(next)); next = this.#next());
    } finally {
      this.#isSending = false;
    }
  }

  #next(): OutboxRecord | undefined {
    if (this.#isStopped || this.#isPaused) return undefined;
    const free = this.#deps.free();
    const next = nextToGo(free, this.#attempts);
    const waitMs = next ? null : this.#attempts.waitMs(free.map(({ id }) => id));
    if (waitMs !== null) this.#wait(waitMs);
    return next;
  }

  /** @returns whether another one may go at once */
  async #send(record: OutboxRecord): Promise<boolean> {
    const resumes = this.#resumes;
    let answer: unknown;
    try {
      answer = await this.#deps.send(record);
    } catch (error) {
      // Somebody has said who acts since it was sent: then it is sent again.
      if (isProblem(error, 'who-is-acting') && resumes !== this.#resumes) return true;
      return this.#failed(record, error);
    }
    return this.#settle(record, { answer });
  }

  #failed(record: OutboxRecord, error: unknown): boolean {
    const problem = error instanceof ProblemError ? error.problem : null;
    if (problem?.code === 'who-is-acting') return this.#deps.onUnknownActor(record);
    if (isAway(error) || problem?.code === 'not-signed-in') {
      this.#pause();
      return false;
    }
    if (problem && !RETRIED.has(problem.code)) return this.#settle(record, { problem });
    const retryAfterSeconds = problem?.retryAfterSeconds;
    this.#attempts.failed(record.id, retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1_000);
    // Too many of one kind is no fault of the server: the others go on.
    if (problem?.code !== 'too-many-tries' && ++this.#failuresInARow >= FAILING_SERVER) this.#pause();
    return true;
  }

  #settle(record: OutboxRecord, outcome: Outcome): true {
    this.#pauses = 0;
    this.#failuresInARow = 0;
    this.#attempts.forget(record.id);
    this.#deps.onOutcome(record, outcome);
    return true;
  }

  #pause(): void {
    this.#isPaused = true;
    this.#wait(backoffMs(this.#pauses++, BACKOFF));
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#isStopped) this.#timer = setTimeout(() => this.#goOn(), ms);
  }
}
