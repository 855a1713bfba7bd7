import { randomId } from '../../shared/random-id.ts';
import { isProblem, ProblemError, Unanswered, Unreachable } from '../../shared/problem-error.ts';
import { NearLive } from './near-live.ts';
import { PictureBuffer } from './picture-buffer.ts';
import type { ReadPicture } from './read-picture.ts';

const AGAIN_AFTER_MS = 500;
/** The reason of an end comes by the socket, as a rule before or just after the picture is refused. */
const REASON_COMES_WITHIN_MS = 1_000;

/**
 * A picture that is read over HTTPS, piece by piece, while a video shows it. `onFailed` is told once, when it cannot go on;
 * of a view that is over the picture is gone before.
 */
export class HttpsPicture {
  /** As streams have one. */
  readonly id = randomId();
  readonly #read: ReadPicture;
  readonly #onFailed: () => void;
  readonly #shown = new Set<() => void>();
  #isClosed = false;

  constructor(read: ReadPicture, onFailed: () => void) {
    this.#read = read;
    this.#onFailed = onFailed;
  }

  /** @returns how to take it away, after which nothing of it is left in the element */
  showIn(video: HTMLVideoElement): () => void {
    const buffer = new PictureBuffer(video);
    const nearLive = new NearLive(video);
    const stopping = new AbortController();
    const onWaiting = () => nearLive.ranDry();
    video.addEventListener('waiting', onWaiting);
    const leave = () => {
      stopping.abort();
      video.removeEventListener('waiting', onWaiting);
      this.#shown.delete(leave);
      buffer.close();
    };
    this.#shown.add(leave);
    void this.#run(buffer, nearLive, stopping.signal).catch((error: unknown) => {
      if (!stopping.signal.aborted) this.#failed(error, leave);
    });
    return leave;
  }

  close(): void {
    this.#isClosed = true;
    for (const leave of [...this.#shown]) leave();
  }

  async #run(buffer: PictureBuffer, nearLive: NearLive, signal: AbortSignal): Promise<void> {
    let after: number | null = null;
    for (;;) {
      const picture = await this.#readOrWait(after, signal);
      if (signal.aborted) return;
      if (!picture) continue;
      if (picture.begins) nearLive.beginAnew();
      await buffer.append(picture);
      if (buffer.newest) nearLive.follow(buffer.newest);
      after = picture.last;
    }
  }

  /** What may pass is tried again; when it does not, no frame comes, and that is noticed as of any picture. */
  async #readOrWait(after: number | null, signal: AbortSignal): ReturnType<ReadPicture> {
    try {
      return await this.#read(after, signal);
    } catch (error) {
      if (!mayPass(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
      return null;
    }
  }

  #failed(error: unknown, leave: () => void): void {
    leave();
    const waitMs = isProblem(error, 'view-gone') ? REASON_COMES_WITHIN_MS : 0;
    setTimeout(() => !this.#isClosed && this.#onFailed(), waitMs);
  }
}

const PASSING: ReadonlySet<string> = new Set(['too-many-tries', 'media-unavailable', 'internal']);

function mayPass(error: unknown): boolean {
  if (error instanceof ProblemError) return PASSING.has(error.problem.code);
  return error instanceof Unreachable || error instanceof Unanswered || error instanceof DOMException;
}
