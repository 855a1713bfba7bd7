import type { AttendanceRecorded } from '../contract/attendance.ts';
import type { ChildId, ClassroomId } from '../contract/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { OnFactsChanged } from '../platform/effects.ts';
import { AppError } from '../platform/errors.ts';
import type { Act } from './child-day.ts';
import { writeDays, type Author, type Outcome, type Unit } from './write-days.ts';

/** Two transactions at a time: while one waits for the disk, the next one decides. */
const TRANSACTIONS_AT_ONCE = 2;
/** Units in one transaction; more wait for the next. */
const UNITS_AT_ONCE = 64;

export type RecorderDeps = {
  db: Db;
  now: Clock;
  onFactsChanged: OnFactsChanged;
  /** Told after the commit what it touched. What this starts is not waited for and sees to its own errors. */
  afterwards: (changed: { classroomIds: ClassroomId[]; childIds: ChildId[] }) => void;
};

type Waiting = Unit & {
  done: (recorded: AttendanceRecorded[]) => void;
  failed: (why: unknown) => void;
  /** Was in a transaction that failed, perhaps by another's fault: is tried by itself. */
  isAlone: boolean;
};

/**
 * The one writer of attendance. Acts recorded together stand or fall together; what different people record at the same
 * moment shares a transaction, so that twenty tablets in the morning rush cost few commits, and is decided by itself.
 */
export class Recorder {
  readonly #deps: RecorderDeps;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor(deps: RecorderDeps) {
    this.#deps = deps;
  }

  /**
   * @returns act by act what the day is now, after running views were decided again. `endedViews` are those ended in the
   * rooms of that child, whoever's tap in the same commit ended them.
   * @throws AppError of the first act that is refused; then nothing of them is recorded
   */
  record(author: Author, acts: readonly Act[]): Promise<AttendanceRecorded[]> {
    return new Promise((done, failed) => {
      this.#waiting.push({ author, acts, done, failed, isAlone: false });
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#running < TRANSACTIONS_AT_ONCE && this.#waiting.length > 0) void this.#run(this.#next());
  }

  #next(): Waiting[] {
    const alone = this.#waiting.findIndex(({ isAlone }) => isAlone);
    const many = alone === -1 ? UNITS_AT_ONCE : Math.min(alone, UNITS_AT_ONCE);
    return this.#waiting.splice(0, Math.max(many, 1));
  }

  /** What follows the commit holds up no further transaction: a media node that hangs delays its own room's answers alone. */
  async #run(units: Waiting[]): Promise<void> {
    this.#running += 1;
    const results = await this.#write(units).catch((error: unknown) => ({ error }));
    this.#running -= 1;
    // One unit's fault is not the others': each is tried by itself, and the one at fault hears of it.
    if ('error' in results && units.length > 1)
      this.#waiting.unshift(...units.map((unit) => ({ ...unit, isAlone: true })));
    this.#pump();
    if (!('error' in results)) await this.#settle(units, results);
    else if (units.length === 1) units[0]?.failed(results.error);
  }

  #write(units: Waiting[]): Promise<(Outcome[] | AppError)[]> {
    return this.#deps.db.$transaction((tx) => writeDays(tx, units, this.#deps.now()));
  }

  /** The commit stands: from here on nothing may be tried again. */
  async #settle(units: Waiting[], results: (Outcome[] | AppError)[]): Promise<void> {
    const outcomes = results.flatMap((result) => (result instanceof AppError ? [] : result));
    const ended = await this.#endViews(outcomes).catch((error: unknown) => error);
    units.forEach((unit, i) => {
      const result = results[i];
      if (result === undefined || result instanceof AppError) unit.failed(result ?? new AppError('internal'));
      else if (ended instanceof Map) unit.done(result.map((outcome) => recorded(outcome, ended)));
      else unit.failed(ended);
    });
  }

  /**
   * Also where there was nothing to write: the server may have died between the first commit and its re-check.
   * @returns how many views were ended, by room
   */
  async #endViews(outcomes: readonly Outcome[]): Promise<Map<ClassroomId, number>> {
    const classroomIds = [...new Set(outcomes.flatMap((outcome) => outcome.classroomIds))];
    const childIds = [...new Set(outcomes.map(({ act }) => act.asked.childId))];
    if (childIds.length > 0) this.#deps.afterwards({ classroomIds, childIds });
    const counts = await Promise.all(classroomIds.map((classroomId) => this.#deps.onFactsChanged({ classroomId })));
    return new Map(classroomIds.map((id, i) => [id, counts[i] ?? 0]));
  }
}

function recorded({ act, after, classroomIds }: Outcome, ended: ReadonlyMap<ClassroomId, number>): AttendanceRecorded {
  const { eventId, childId } = act.asked;
  const endedViews = classroomIds.reduce((sum, id) => sum + (ended.get(id) ?? 0), 0);
  return { eventId, childId, state: after.state, at: after.at?.toISOString() ?? null, endedViews };
}

/** For one act alone. */
export async function recordOne(recorder: Recorder, author: Author, act: Act): Promise<AttendanceRecorded> {
  const [result] = await recorder.record(author, [act]);
  if (result === undefined) throw new AppError('internal');
  return result;
}
