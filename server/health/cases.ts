import type { HealthPeriod } from '../contract/health.ts';

/** A row of health_check. */
export type CheckRow = {
  id: string;
  childId: string;
  classroomId: string;
  period: HealthPeriod;
  temperature: number | null;
  signs: readonly string[];
  note: string;
  isAbnormal: boolean;
  happenedAt: Date;
  recordedAt: Date;
  actorId: string;
};
export type FollowUpRow = {
  id: string;
  checkId: string;
  kind: string;
  note: string;
  actorId: string;
  recordedAt: Date;
};

/** Stands among the signs of a row that says that the check before it did not happen. */
export const TAKEN_BACK = 'taken_back';

export type Case<C extends CheckRow = CheckRow, F extends FollowUpRow = FollowUpRow> = {
  check: C;
  followUps: F[];
  state: 'waiting' | 'answered' | 'closed' | 'corrected';
  /** When the child was fetched after it, by what the room wrote down or by the day's attendance. */
  fetchedAt: Date | null;
  /** From then on nobody has answered for too long. */
  dueAt: Date;
};
export type HealthDay<C extends CheckRow = CheckRow, F extends FollowUpRow = FollowUpRow> = {
  /** What stands, in the order in which it happened: of morning and noon the last word, of looks in between all. */
  checks: C[];
  cases: Case<C, F>[];
};

/** What nobody closed stays in sight so long, and what nobody answered is told so long. */
export const OPEN_DAYS = 3;
/** A family is called by then, or has answered. */
const ANSWER_WITHIN_MS = 15 * 60_000;
const ANSWERS: ReadonlySet<string> = new Set(['called', 'guardian_knows', 'guardian_comes', 'guardian_says']);
const ENDS: ReadonlySet<string> = new Set(['fetched', 'closed']);

/** Since when the child is gone for that day; null while it is there, or was not there at all. */
export type LeftAt = Date | null;

/**
 * One child's checks of one day and what became of those that found something. Pure; neither the order of rows nor rows that
 * come twice matter. A later check of the same part of the day stands for the earlier one, and ends what was told of it. A
 * second look at a child that is being followed up belongs to that case: its follow-up carries the check's own id. A case of
 * which the family was told ends when the child is fetched; one of which nobody told them does not.
 */
export function healthDay<C extends CheckRow, F extends FollowUpRow>(
  checks: readonly C[],
  followUps: readonly F[],
  leftAt: LeftAt,
): HealthDay<C, F> {
  const measured = new Set(followUps.map(({ id }) => id));
  const inOrder = [...new Map(checks.map((check) => [check.id, check])).values()].sort(byTime);
  const standing: C[] = [];
  for (const check of inOrder) {
    const before = standing.findLastIndex(({ period }) => period === check.period);
    const isTakenBack = check.signs.includes(TAKEN_BACK);
    if (before >= 0 && (isTakenBack || check.period !== 'again')) standing.splice(before, 1);
    if (!isTakenBack) standing.push(check);
  }
  const stands = new Set(standing);
  const cases = inOrder
    .filter((check) => check.isAbnormal && !measured.has(check.id))
    .map((check) => caseOf(check, followUps, { stands: stands.has(check), leftAt }));
  return { checks: standing, cases };
}

type OfDay = { stands: boolean; leftAt: LeftAt };

function caseOf<C extends CheckRow, F extends FollowUpRow>(
  check: C,
  all: readonly F[],
  { stands, leftAt }: OfDay,
): Case<C, F> {
  const followUps = [...new Map(all.map((each) => [each.id, each])).values()]
    .filter(({ checkId }) => checkId === check.id)
    .sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime() || a.id.localeCompare(b.id, 'en'));
  const has = (kinds: ReadonlySet<string>) => followUps.some(({ kind }) => kinds.has(kind));
  const wentAt = leftAt !== null && leftAt >= check.happenedAt ? leftAt : null;
  const fetchedAt = followUps.find(({ kind }) => kind === 'fetched')?.recordedAt ?? wentAt;
  const isTold = has(ANSWERS);
  const isOver = has(ENDS) || (isTold && wentAt !== null);
  const state = !stands ? 'corrected' : isOver ? 'closed' : isTold ? 'answered' : 'waiting';
  return { check, followUps, state, fetchedAt, dueAt: new Date(check.recordedAt.getTime() + ANSWER_WITHIN_MS) };
}

export const isOpen = ({ state }: Pick<Case, 'state'>): boolean => state === 'waiting' || state === 'answered';

/** What nobody has answered for too long. Pure. */
export const overdueCases = <T extends Pick<Case, 'state' | 'dueAt'>>(cases: readonly T[], now: Date): T[] =>
  cases.filter(({ state, dueAt }) => state === 'waiting' && dueAt <= now);

function byTime(a: CheckRow, b: CheckRow): number {
  const apartMs = a.happenedAt.getTime() - b.happenedAt.getTime() || a.recordedAt.getTime() - b.recordedAt.getTime();
  return apartMs || a.id.localeCompare(b.id, 'en');
}
