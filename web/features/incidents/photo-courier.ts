import type { ChildId, IncidentId, IncidentPhotoId, UserId } from '#contract/ids.ts';
import { backoffMs } from '../../shared/backoff.ts';
import type { KeptFiles } from '../../shared/kept-files.ts';
import { isProblem, ProblemError } from '../../shared/problem-error.ts';
import { randomId } from '../../shared/random-id.ts';
import { KeptPhoto, type WaitingPhoto } from './waiting-photo.ts';

type Author = { userId: UserId; name: string };
type Deps = { kept: KeptFiles; send: (photo: KeptPhoto) => Promise<unknown> };
/** Who takes a photo, on whose device: as it was when the camera was opened. */
export type Taker = { owner: string; actor: Author };
type Taken = { incidentId: IncidentId; childId: ChildId | null; files: readonly Blob[] };

const BACKOFF = { firstMs: 2_000, lastMs: 60_000 };
/** The list that shows it is read again within a second. */
const SENT_SHOWN_MS = 10_000;
/** An incident that is on its way itself is there within this time once the server answers at all. */
const MISSING_MS = 5 * 60_000;
/** The photo itself is at fault, or the incident is past it: the same again would be refused again. */
const FINAL: ReadonlySet<string> = new Set(['bad-request', 'too-large', 'incident-not-now', 'conflict', 'forbidden']);

/**
 * Sends the photos that were taken here, one at a time and each as whoever took it, and keeps them in the browser until the
 * server has them. One for the whole page: a sheet that closes while the camera is open loses none.
 */
export class PhotoCourier {
  readonly #deps: Deps;
  readonly #listeners = new Set<() => void>();
  #photos: readonly WaitingPhoto[] = [];
  #who: { owner: string; actor: Author | null } | null = null;
  #isSending = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** All of them, in the order they were taken. */
  snapshot = (): readonly WaitingPhoto[] => this.#photos;

  /** Whether somebody is here as whom a photo can be taken. */
  hasAuthor = (): boolean => this.taker() !== null;

  /** Null while nobody is. */
  taker(): Taker | null {
    const { owner, actor } = this.#who ?? { owner: '', actor: null };
    return actor && { owner, actor };
  }

  /** Whose photos these are from now on. What was kept of theirs comes back; of another owner nothing is shown. */
  async begin(owner: string, actor: Author | null): Promise<void> {
    const isOther = this.#who?.owner !== owner;
    this.#who = { owner, actor };
    if (isOther) {
      this.#set([]);
      const kept = await this.#deps.kept.of(owner).catch(() => []);
      const before = kept.flatMap((each) => KeptPhoto.safeParse(each).data ?? []);
      if (this.#isOf(owner)) this.#set([...before.sort((a, b) => a.keptAt - b.keptAt).map(waiting), ...this.#photos]);
    }
    this.resume();
  }

  /** Nobody is here any more. */
  end(): void {
    this.#who = null;
    clearTimeout(this.#timer);
    this.#set([]);
  }

  /** Whatever was in the way may be gone. */
  resume(): void {
    this.#failures = 0;
    this.#set(this.#photos.map((photo) => (photo.state === 'held' ? { ...photo, state: 'waiting' } : photo)));
    void this.#drain();
  }

  /** @param by whoever it was when the camera opened: meanwhile nobody may act any more, or somebody else */
  async add({ incidentId, childId, files }: Taken, by: Taker): Promise<void> {
    const photos = files.map((file, index): KeptPhoto => {
      const id = randomId() as IncidentPhotoId;
      return { id, ...by, incidentId, childId, keptAt: Date.now() + index, file, refusal: null };
    });
    if (this.#isOf(by.owner)) this.#set([...this.#photos, ...photos.map(waiting)]);
    await Promise.all(photos.map((photo) => this.#keep(photo)));
    void this.#drain();
  }

  /** It is nowhere else: gone for good. */
  async discard(id: IncidentPhotoId): Promise<void> {
    this.#set(this.#photos.filter((photo) => photo.id !== id));
    await this.#deps.kept.forget(id).catch(() => undefined);
  }

  /** Its sentence was read, and the same again would be refused again: it goes with this page. */
  async leave(id: IncidentPhotoId): Promise<void> {
    await this.#deps.kept.forget(id).catch(() => undefined);
  }

  async retry(id: IncidentPhotoId): Promise<void> {
    this.#change(id, { state: 'waiting', error: null, missingSince: null, refusal: null });
    const photo = this.#find(id);
    if (photo) await this.#keep(photo);
    this.resume();
  }

  /** Whoever acts now sends it as theirs. */
  async takeOver(id: IncidentPhotoId): Promise<void> {
    const actor = this.#who?.actor;
    if (!actor) return;
    this.#change(id, { actor, state: 'waiting' });
    const photo = this.#find(id);
    if (photo) await this.#keep(photo);
    this.resume();
  }

  #isOf = (owner: string): boolean => this.#who?.owner === owner;
  #find = (id: IncidentPhotoId): WaitingPhoto | undefined => this.#photos.find((photo) => photo.id === id);

  async #keep({ id, owner, incidentId, childId, actor, keptAt, file, refusal }: KeptPhoto): Promise<void> {
    const kept = { id, owner, incidentId, childId, actor, keptAt, file, refusal };
    await this.#deps.kept.keep(kept).catch(() => this.#change(id, { isOnPageOnly: true }));
  }

  async #drain(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    clearTimeout(this.#timer);
    const tried = new Set<string>();
    try {
      for (let next = this.#next(tried); next && (await this.#sendOne(next)); next = this.#next(tried))
        tried.add(next.id);
    } finally {
      this.#isSending = false;
    }
    if (this.#photos.some(({ state }) => state === 'waiting'))
      this.#timer = setTimeout(() => void this.#drain(), backoffMs(this.#failures++, BACKOFF));
  }

  #next = (tried: ReadonlySet<string>): WaitingPhoto | undefined =>
    this.#photos.find(({ id, state }) => state === 'waiting' && !tried.has(id));

  /** @returns whether another one may go at once */
  async #sendOne(photo: WaitingPhoto): Promise<boolean> {
    const { id, isOnPageOnly } = photo;
    // Another tab of this tablet may have sent or discarded it.
    if (!isOnPageOnly && !(await this.#deps.kept.has(id).catch(() => true))) {
      this.#set(this.#photos.filter((each) => each.id !== id));
      return true;
    }
    this.#change(id, { state: 'sending' });
    try {
      await this.#deps.send(photo);
    } catch (error) {
      return this.#failed(id, error);
    }
    this.#failures = 0;
    this.#change(id, { state: 'sent', error: null });
    await this.#deps.kept.forget(id).catch(() => undefined);
    setTimeout(() => this.#set(this.#photos.filter((each) => each.id !== id)), SENT_SHOWN_MS);
    return true;
  }

  #failed(id: IncidentPhotoId, error: unknown): boolean {
    if (isProblem(error, 'who-is-acting')) this.#change(id, { state: 'held', error });
    else if (error instanceof ProblemError && FINAL.has(error.problem.code)) this.#refused(id, error);
    else if (isProblem(error, 'not-found')) this.#missed(id, error);
    else {
      this.#change(id, { state: 'waiting', error });
      return false;
    }
    return true;
  }

  #refused(id: IncidentPhotoId, error: ProblemError): void {
    this.#change(id, { state: 'refused', error, refusal: error.problem });
    const photo = this.#find(id);
    if (photo) void this.#keep(photo);
  }

  /** Its incident may be on the way still; after a while it is given up until somebody says otherwise. */
  #missed(id: IncidentPhotoId, error: unknown): void {
    const now = Date.now();
    const missingSince = this.#find(id)?.missingSince ?? now;
    this.#change(id, { state: now - missingSince < MISSING_MS ? 'waiting' : 'refused', error, missingSince });
  }

  #change(id: IncidentPhotoId, to: Partial<WaitingPhoto>): void {
    this.#set(this.#photos.map((photo) => (photo.id === id ? { ...photo, ...to } : photo)));
  }

  #set(photos: readonly WaitingPhoto[]): void {
    this.#photos = photos;
    [...this.#listeners].forEach((listener) => listener());
  }
}

const waiting = (photo: KeptPhoto): WaitingPhoto => ({
  ...photo,
  state: photo.refusal === null ? 'waiting' : 'refused',
  error: photo.refusal && new ProblemError(photo.refusal),
  missingSince: null,
  isOnPageOnly: false,
});
