import type { CameraFault, CameraState } from '../contract.ts';
import { mayPass } from './backoff.ts';

const OFFLINE_AFTER_MS = 10_000;

export type PhaseState = Pick<CameraState, 'phase' | 'fault'>;

/**
 * What people are told of a stream: it begins as 'connecting', a break makes it 'stalled' at once, and 10 s without a
 * picture, or a fault that will not pass by itself, make it 'offline'. Only a picture makes it 'live'.
 */
export class StreamPhase {
  readonly #onChange: (state: PhaseState) => void;
  #state: PhaseState = { phase: 'connecting', fault: null };
  #offlineTimer: NodeJS.Timeout | null = null;

  constructor(onChange: (state: PhaseState) => void) {
    this.#onChange = onChange;
    this.#waitForPicture();
  }

  live(): void {
    this.close();
    this.#change({ phase: 'live', fault: null });
  }

  /** The picture stopped, or a connection failed. */
  failed(fault: CameraFault): void {
    if (!mayPass(fault)) this.close();
    const phase = this.#state.phase === 'live' ? 'stalled' : this.#state.phase;
    this.#change({ phase: mayPass(fault) ? phase : 'offline', fault });
    if (this.#state.phase !== 'offline') this.#waitForPicture();
  }

  close(): void {
    if (this.#offlineTimer) clearTimeout(this.#offlineTimer);
    this.#offlineTimer = null;
  }

  #waitForPicture(): void {
    this.#offlineTimer ??= setTimeout(
      () => this.#change({ phase: 'offline', fault: this.#state.fault ?? 'no-answer' }),
      OFFLINE_AFTER_MS,
    );
  }

  #change(next: PhaseState): void {
    if (next.phase === this.#state.phase && next.fault === this.#state.fault) return;
    this.#state = next;
    this.#onChange(next);
  }
}
