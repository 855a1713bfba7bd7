import { setTimeout as sleep } from 'node:timers/promises';
import { createWorker, type types } from 'mediasoup';
import { MediaUnavailable } from '../contract.ts';
import type { MediaLog } from '../log.ts';
import type { MediaSettings } from '../settings.ts';
import { ROUTER_CODECS } from './codecs.ts';

const RESTART_FIRST_MS = 100;
const RESTART_MAX_MS = 5_000;
const CLOSE_DEADLINE_MS = 2_000;
const ASK_EVERY_MS = 5_000;
/** Long enough for a machine that is very busy; a worker that works answers within a millisecond. */
const HUNG_AFTER_MS = 10_000;

/** A worker process with its one UDP and one TCP port, through which all of its viewers come. */
type Seat = { worker: types.Worker; webRtcServer: types.WebRtcServer; routers: number };

/** A router and the ports of the worker it lives in. */
export type SeatedRouter = { router: types.Router; webRtcServer: types.WebRtcServer; worker: types.Worker };

export type WorkerPoolOptions = Pick<MediaSettings, 'workers' | 'listenIp' | 'announcedAddresses' | 'rtcPortBase'> & {
  log: MediaLog;
  /** A worker that died was replaced: routers that were in it can be made again. */
  onReplaced: () => void;
};

/** Keeps the wanted number of mediasoup workers alive, whatever ends one of them. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #seats: (Seat | null)[];
  readonly #asking: NodeJS.Timeout;
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#asking = setInterval(() => this.#endTheHung(), ASK_EVERY_MS);
    this.#seats = Array.from({ length: options.workers }, () => null);
  }

  /** @throws when a worker cannot be started or a port is taken: at start a human is there to read it. */
  async start(): Promise<void> {
    await Promise.all(this.#seats.map((_, index) => this.#fill(index)));
  }

  /**
   * A new router in the worker with the fewest.
   * @throws MediaUnavailable while no worker lives
   */
  async createRouter(): Promise<SeatedRouter> {
    const [seat] = this.#seats.filter((each) => each !== null).sort((a, b) => a.routers - b.routers);
    if (!seat) throw new MediaUnavailable('No media worker is running.');
    seat.routers += 1;
    try {
      const router = await seat.worker.createRouter({ mediaCodecs: ROUTER_CODECS });
      router.observer.once('close', () => (seat.routers -= 1));
      return { router, webRtcServer: seat.webRtcServer, worker: seat.worker };
    } catch (error) {
      seat.routers -= 1;
      throw error;
    }
  }

  /** Ports of all workers that live. */
  async ports(): Promise<{ udp: number[]; tcp: number[] }> {
    const servers = this.#seats.filter((seat) => seat !== null).map(({ webRtcServer }) => webRtcServer.dump());
    const dumps = await Promise.all(servers);
    return {
      udp: dumps.flatMap(({ udpSockets }) => udpSockets.map(({ port }) => port)),
      tcp: dumps.flatMap(({ tcpServers }) => tcpServers.map(({ port }) => port)),
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#asking);
    await Promise.all(this.#seats.filter((seat) => seat !== null).map(({ worker }) => closeWorker(worker)));
  }

  async #fill(index: number): Promise<void> {
    const worker = await createWorker({ logLevel: 'warn' });
    try {
      const webRtcServer = await worker.createWebRtcServer({ listenInfos: this.#listenInfos(index) });
      worker.once('died', () => void this.#replace(index));
      this.#seats[index] = { worker, webRtcServer, routers: 0 };
      if (this.#closed) await closeWorker(worker);
    } catch (error) {
      await closeWorker(worker);
      throw error;
    }
  }

  async #replace(index: number): Promise<void> {
    const { log, onReplaced } = this.#options;
    this.#seats[index] = null;
    log.error({ worker: index }, 'media worker died, replacing it');
    for (let waitMs = RESTART_FIRST_MS; !this.#closed; waitMs = Math.min(waitMs * 2, RESTART_MAX_MS)) {
      try {
        await this.#fill(index);
        log.info({ worker: index }, 'media worker replaced');
        onReplaced();
        return;
      } catch (error) {
        log.error({ worker: index, err: error }, 'media worker did not start');
        await sleep(waitMs);
      }
    }
  }

  /** A worker that hangs is alive to the system, so nobody else would replace it. */
  #endTheHung(): void {
    for (const [index, seat] of this.#seats.entries()) {
      if (!seat) continue;
      const { worker } = seat;
      const force = setTimeout(() => {
        this.#options.log.error({ worker: index }, 'media worker hangs, killing it');
        kill(worker);
      }, HUNG_AFTER_MS);
      worker.getResourceUsage().then(
        () => clearTimeout(force),
        () => clearTimeout(force),
      );
    }
  }

  #listenInfos(index: number): types.TransportListenInfo[] {
    const { listenIp, announcedAddresses, rtcPortBase } = this.#options;
    const place = { ip: listenIp, announcedAddress: announcedAddresses[0] ?? listenIp };
    const port = rtcPortBase === 0 ? {} : { port: rtcPortBase + index };
    return [
      { protocol: 'udp', ...place, ...port },
      { protocol: 'tcp', ...place, ...port },
    ];
  }
}

/** Resolves when the process is gone, so that its ports are free. One that hangs is killed. */
async function closeWorker(worker: types.Worker): Promise<void> {
  if (worker.subprocessClosed) return;
  const gone = new Promise<void>((resolve) => worker.once('subprocessclose', resolve));
  const force = setTimeout(() => kill(worker), CLOSE_DEADLINE_MS);
  worker.close();
  await gone;
  clearTimeout(force);
}

function kill({ pid }: types.Worker): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
