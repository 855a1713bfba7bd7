import { isDeepStrictEqual } from 'node:util';
import { Camera } from './camera.ts';
import type { CameraSource, CameraState, ViewerEnd } from './contract.ts';
import type { MediaLog } from './log.ts';
import type { WorkerPool } from './sfu/worker-pool.ts';

export type CamerasOptions = {
  pool: WorkerPool;
  log: MediaLog;
  onState: (state: CameraState) => void;
  /** The camera goes, or is connected anew: its views end. */
  onGone: (cameraId: string, cause: ViewerEnd) => void;
};

/** The cameras that are wanted now. */
export class Cameras {
  readonly #options: CamerasOptions;
  readonly #cameras = new Map<string, Camera>();
  #lastChange: Promise<void> = Promise.resolve();

  constructor(options: CamerasOptions) {
    this.#options = options;
  }

  find(cameraId: string): Camera | undefined {
    return this.#cameras.get(cameraId);
  }

  all(): Camera[] {
    return [...this.#cameras.values()];
  }

  /** One change after the other, so that the last asked is what holds in the end. */
  set(wanted: readonly CameraSource[]): Promise<void> {
    const change = this.#lastChange.then(() => this.#apply(wanted));
    this.#lastChange = change.catch(() => undefined);
    return change;
  }

  /** Places the cameras that lost theirs. */
  async attachAll(): Promise<void> {
    await Promise.all(this.all().map((camera) => camera.attach()));
  }

  async #apply(wanted: readonly CameraSource[]): Promise<void> {
    const byId = new Map(wanted.map((source) => [source.cameraId, source]));
    await Promise.all(this.all().map((camera) => this.#drop(camera, byId.get(camera.source.cameraId))));
    for (const source of byId.values()) {
      if (!this.#cameras.has(source.cameraId)) this.#add(source);
    }
    await this.attachAll();
  }

  async #drop(camera: Camera, next: CameraSource | undefined): Promise<void> {
    const { cameraId } = camera.source;
    if (isDeepStrictEqual(camera.source, next)) return;
    this.#cameras.delete(cameraId);
    this.#options.onGone(cameraId, next ? 'media-restarted' : 'camera-removed');
    await camera.close();
  }

  #add(source: CameraSource): void {
    const { pool, log, onState } = this.#options;
    const camera = new Camera({ source, pool, log, onState });
    this.#cameras.set(source.cameraId, camera);
    onState(camera.state);
  }
}
