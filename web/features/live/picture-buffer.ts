import type { PictureRead } from './read-picture.ts';
import { mediaSource } from '../../shared/picture-in-pieces.ts';

/** What was shown is let go after so long; nothing is kept to look back at. */
const KEPT_BEHIND_SECONDS = 6;

/** A browser's own buffer of a picture that comes in pieces. One for each video element. */
export class PictureBuffer {
  readonly #video: HTMLVideoElement;
  readonly #address: string;
  readonly #source: MediaSource;
  readonly #isOpen: Promise<unknown>;
  #buffer: SourceBuffer | null = null;

  /** @throws when the browser has no such buffer */
  constructor(video: HTMLVideoElement) {
    const Source = mediaSource();
    if (!Source) throw new Error('This browser cannot play pieces.');
    this.#video = video;
    this.#source = new Source();
    this.#isOpen = once(this.#source, 'sourceopen');
    this.#address = URL.createObjectURL(this.#source);
    video.src = this.#address;
  }

  /** @throws when the browser cannot decode it, or has no room */
  async append({ bytes, type, begins }: PictureRead): Promise<void> {
    await this.#isOpen;
    this.#buffer ??= this.#source.addSourceBuffer(type);
    if (begins) await this.#beginAnew(this.#buffer, type);
    await done(this.#buffer, (buffer) => buffer.appendBuffer(bytes));
    const until = this.#video.currentTime - KEPT_BEHIND_SECONDS;
    if (until > 0 && this.#buffer.buffered.length > 0 && this.#buffer.buffered.start(0) < until - 1)
      await done(this.#buffer, (buffer) => buffer.remove(0, until));
  }

  /** The newest stretch without a hole; null before the first. */
  get newest(): { start: number; end: number } | null {
    const ranges = this.#buffer?.buffered;
    if (!ranges || ranges.length === 0) return null;
    return { start: ranges.start(ranges.length - 1), end: ranges.end(ranges.length - 1) };
  }

  /** Nothing that was loaded can be shown after this. */
  close(): void {
    URL.revokeObjectURL(this.#address);
    if (this.#video.src !== this.#address) return;
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  async #beginAnew(buffer: SourceBuffer, type: string): Promise<void> {
    if (buffer.buffered.length > 0) await done(buffer, () => buffer.remove(0, Infinity));
    buffer.changeType(type);
  }
}

async function done(buffer: SourceBuffer, change: (buffer: SourceBuffer) => void): Promise<void> {
  const ended = once(buffer, 'updateend', 'error');
  change(buffer);
  await ended;
}

function once(target: EventTarget, event: string, failure?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    target.addEventListener(event, () => resolve(), { once: true });
    if (failure) target.addEventListener(failure, () => reject(new Error(failure)), { once: true });
  });
}
