import type { CameraId } from '#contract/ids.ts';
import { requestPicture } from '../../shared/api.ts';
import { isProblem, ProblemError } from '../../shared/problem-error.ts';

const REFRESH_MS = 10_000;
/** For so long a still stands on the last yes alone, when no answer comes or only that it is too early to ask. */
const HOLDS_MS = 60_000;

export type Poster = { url: string; takenAt: string | null };

/**
 * Fetches a camera's still every ten seconds while the page is looked at, and gives up the address of the one before.
 * @param show is told null at once after a no, a minute after the last yes when it cannot be asked, and at the end
 * @returns how to stop
 */
export function followPoster(cameraId: CameraId, show: (poster: Poster | null) => void): () => void {
  const still = new Still(show);
  let notBefore = 0;
  let asked = 0;
  let answered = 0;
  const ask = async () => {
    const turn = ++asked;
    const answer = await askForPoster(cameraId);
    // A slow yes must not come after a quicker no.
    if (turn < answered || answer.kind === 'none') return;
    answered = turn;
    if (answer.kind === 'wait') notBefore = Date.now() + answer.waitMs;
    else still.put(answer.kind === 'yes' ? answer : null);
  };
  const look = () => {
    if (document.visibilityState === 'visible' && Date.now() >= notBefore) void ask();
  };
  look();
  const timer = setInterval(look, REFRESH_MS);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    still.end();
  };
}

type Yes = { kind: 'yes'; picture: Blob; takenAt: string | null };
type Answer = Yes | { kind: 'no' } | { kind: 'wait'; waitMs: number } | { kind: 'none' };

async function askForPoster(cameraId: CameraId): Promise<Answer> {
  try {
    return { kind: 'yes', ...(await requestPicture(`/api/cameras/${cameraId}/poster`)) };
  } catch (error) {
    if (isProblem(error, 'too-many-tries'))
      return { kind: 'wait', waitMs: (error.problem.retryAfterSeconds ?? 0) * 1_000 };
    return { kind: error instanceof ProblemError ? 'no' : 'none' };
  }
}

/** The one picture that is shown: it never outlives its minute, its successor or its page. */
class Still {
  readonly #show: (poster: Poster | null) => void;
  #url: string | null = null;
  #expiry: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(show: (poster: Poster | null) => void) {
    this.#show = show;
  }

  put(next: Yes | null): void {
    if (this.#ended) return;
    clearTimeout(this.#expiry);
    if (this.#url !== null) URL.revokeObjectURL(this.#url);
    this.#url = next && URL.createObjectURL(next.picture);
    this.#show(next && this.#url !== null ? { url: this.#url, takenAt: next.takenAt } : null);
    if (next) this.#expiry = setTimeout(() => this.put(null), HOLDS_MS);
  }

  end(): void {
    this.put(null);
    this.#ended = true;
  }
}
