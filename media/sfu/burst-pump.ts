/** What one newcomer is sent in a millisecond, about 29 Mbit/s: what comes faster waits in the queue of a narrower line. */
const PACKETS_PER_MS = 3;
/** Sent at once, so that a small key frame waits for no timer. */
const LEAD_PACKETS = 20;
/** For so long at a stretch; then everybody else's packets and commands have their turn. */
const SLICE_MS = 2;
const REST_MS = 1;

/** Packets on their way to one newcomer, in order. */
export class Burst {
  readonly #send: (rtp: Buffer) => void;
  readonly #beganAtMs: number;
  #packets: Buffer[];
  #sent = 0;

  constructor(packets: readonly Buffer[], send: (rtp: Buffer) => void, nowMs: number) {
    this.#packets = [...packets];
    this.#send = send;
    this.#beganAtMs = nowMs;
  }

  get waiting(): number {
    return this.#packets.length - this.#sent;
  }

  /** Behind what waits; when nothing does, it is sent at once. */
  push(rtp: Buffer): void {
    if (this.waiting > 0) this.#packets.push(rtp);
    else this.#send(rtp);
  }

  /** What waits is not sent any more. */
  stop(): void {
    this.#packets = [];
    this.#sent = 0;
  }

  /** Sends what is due by its pace, unless the slice is over before. */
  sendDue(nowMs: number, isSliceOver: () => boolean): void {
    const due = LEAD_PACKETS + (nowMs - this.#beganAtMs) * PACKETS_PER_MS;
    for (let packet = this.#packets[this.#sent]; packet && this.#sent < due; packet = this.#packets[this.#sent]) {
      this.#sent += 1;
      this.#send(packet);
      if (isSliceOver()) return;
    }
  }
}

/**
 * Sends many packets to some newcomers without holding up the event loop: the eldest first, each at its pace, for a short
 * slice at a time. A packet costs Node 10 to 30 µs, so that twenty newcomers at once would otherwise stop everything else
 * for a fifth of a second.
 */
export class BurstPump {
  readonly #bursts = new Set<Burst>();
  #isRunning = false;

  /** Packets that wait, of all newcomers. */
  get waiting(): number {
    return [...this.#bursts].reduce((sum, burst) => sum + burst.waiting, 0);
  }

  start(packets: readonly Buffer[], send: (rtp: Buffer) => void): Burst {
    const burst = new Burst(packets, send, performance.now());
    this.#bursts.add(burst);
    if (!this.#isRunning) this.#sendSliceIn(0);
    return burst;
  }

  #sendSlice(): void {
    const nowMs = performance.now();
    const isSliceOver = () => performance.now() - nowMs > SLICE_MS;
    for (const burst of this.#bursts) {
      burst.sendDue(nowMs, isSliceOver);
      if (burst.waiting === 0) this.#bursts.delete(burst);
      if (isSliceOver()) break;
    }
    this.#isRunning = false;
    if (this.#bursts.size > 0) this.#sendSliceIn(REST_MS);
  }

  #sendSliceIn(ms: number): void {
    this.#isRunning = true;
    setTimeout(() => this.#sendSlice(), ms);
  }
}
