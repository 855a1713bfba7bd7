import type { ViewedAs } from '../access/may-watch.ts';
import type { CameraId, ClassroomId, SiteId, UserId, ViewId } from '../contract/ids.ts';

/** A view that is open or opening in this process. */
export type Viewer = {
  readonly viewId: ViewId;
  readonly userId: UserId;
  readonly cameraId: CameraId;
  /** The sign-in or tablet it belongs to, and the socket it was opened on. */
  readonly holderId: string;
  readonly socketId: string;
  readonly address: string;
  readonly userAgent: string;
  readonly isReasonGiven: boolean;
  /** By the page, after a no; nobody pressed anything. */
  readonly isAskedByItself: boolean;
  /** Unknown until the first decision: then every scope meets it, so that no change in between is missed. */
  place: { classroomId: ClassroomId; siteId: SiteId } | null;
  childId: string | null;
  /** By which right it was opened. */
  viewedAs: ViewedAs;
  isStarted: boolean;
  /** Set once its row is in the database. */
  isRecorded: boolean;
  /** Set once it was decided again after that: before, nothing of it is sent, started or read. */
  isOpen: boolean;
  /** When a question about it stayed without an answer last, by performance.now(). */
  undecidedAtMs: number;
  untilTimer: NodeJS.Timeout | undefined;
};

/** Which views a change may concern; several given parts all have to fit, none given means all. */
export type ViewerScope = {
  viewId?: string;
  userId?: string;
  /** Any of these people. */
  userIds?: ReadonlySet<string>;
  cameraId?: string;
  classroomId?: string;
  siteId?: string;
  holderId?: string;
  socketId?: string;
};

/** `left`: by the viewer's own wish; otherwise nothing of it may arrive any more. */
export type ViewerLeft = 'left' | 'ended';
type AtEnd = (why: ViewerLeft) => void;

/** The table of them. Nothing here decides. */
export class Viewers {
  readonly #viewers = new Map<string, Viewer>();
  readonly #atEnd = new Map<string, Set<AtEnd>>();

  add(viewer: Viewer): void {
    this.#viewers.set(viewer.viewId, viewer);
  }

  get(viewId: string): Viewer | undefined {
    return this.#viewers.get(viewId);
  }

  has(viewId: string): boolean {
    return this.#viewers.has(viewId);
  }

  /** What to do at once when a view ends; now, when it is over already. @returns how to call it off */
  atEnd(viewId: string, run: AtEnd): () => void {
    if (!this.has(viewId)) {
      run('ended');
      return () => undefined;
    }
    const all = this.#atEnd.get(viewId) ?? new Set();
    this.#atEnd.set(viewId, all.add(run));
    return () => all.delete(run);
  }

  /** @returns whether it was there: only one caller gets to end a view. */
  remove(viewId: string, why: ViewerLeft = 'ended'): boolean {
    clearTimeout(this.#viewers.get(viewId)?.untilTimer);
    const wasThere = this.#viewers.delete(viewId);
    const all = this.#atEnd.get(viewId) ?? [];
    this.#atEnd.delete(viewId);
    for (const run of all) run(why);
    return wasThere;
  }

  in(scope: ViewerScope): Viewer[] {
    return [...this.#viewers.values()].filter((viewer) => fits(viewer, scope));
  }
}

export function fits(viewer: Viewer, scope: ViewerScope): boolean {
  const same = (wanted: string | undefined, is: string | undefined) =>
    wanted === undefined || is === undefined || wanted === is;
  return (
    same(scope.viewId, viewer.viewId) &&
    same(scope.userId, viewer.userId) &&
    (scope.userIds?.has(viewer.userId) ?? true) &&
    same(scope.cameraId, viewer.cameraId) &&
    same(scope.holderId, viewer.holderId) &&
    same(scope.socketId, viewer.socketId) &&
    same(scope.classroomId, viewer.place?.classroomId) &&
    same(scope.siteId, viewer.place?.siteId)
  );
}
