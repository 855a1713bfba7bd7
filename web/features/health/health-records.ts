import { z } from 'zod';
import {
  CheckView,
  FollowUpKind,
  isAbnormal,
  type HealthPeriod,
  type HealthSign,
  type RoomHealth,
} from '#contract/health.ts';
import { ChildId, HealthCheckId, type UserId } from '#contract/ids.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import { randomId } from '../../shared/random-id.ts';
import { sayIn } from '../../shared/words/book.ts';
import { foundWords, periodWord } from '../../shared/words/health.ts';
import type { Language } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { healthWords } from './words.ts';
import { followUpPath } from './health-api.ts';

export type Found = { temperature: number | null; signs: readonly HealthSign[]; note: string };
export const ALL_WELL: Found = { temperature: null, signs: [], note: '' };
export type Looked = { childId: ChildId; name: string };
/** Who does it, and when by the server's clock, as far as this device knows it. */
export type Doing = { actorId: UserId; happenedAt: string };

/** What an unsent record does to what the room shows. */
const Memo = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('health-checks'),
    checks: z.array(z.object({ childId: ChildId, check: CheckView, takesBackId: HealthCheckId.nullable() })),
  }),
  z.object({ kind: z.literal('health-step'), checkId: HealthCheckId, step: FollowUpKind }),
]);
type Memo = z.infer<typeof Memo>;
const memoOf = ({ memo }: OutboxRecord): Memo | null => Memo.safeParse(memo).data ?? null;

export const isOfHealth = (record: OutboxRecord): boolean => memoOf(record) !== null;
const orderKey = (childId: ChildId): string => `child:${childId}`;

/** Looks at several children with the same outcome, in one request that is recorded whole or not at all. */
export function checksRecord(
  children: readonly Looked[],
  period: HealthPeriod,
  found: Found,
  { actorId, happenedAt }: Doing,
): OutboxRecord {
  const checks = children.map(({ childId }) => ({
    ...{ checkId: HealthCheckId.parse(randomId()), childId, period, happenedAt },
    ...{ temperature: found.temperature, signs: [...found.signs], note: found.note },
  }));
  const shown = checks.map(({ childId, checkId }) => ({
    childId,
    takesBackId: null,
    check: {
      ...{ checkId, period, signs: [...found.signs], temperature: found.temperature, note: found.note },
      ...{ isAbnormal: isAbnormal(found), at: happenedAt, by: '' },
    },
  }));
  const memo: Memo = { kind: 'health-checks', checks: shown };
  const names = children.map((child) => child.name);
  const said = (language: Language) =>
    `${listOf(names, language)} · ${periodWord(period, language)} · ${foundWords(found, language)}`;
  return {
    ...{ id: randomId(), path: '/api/health/checks', body: { checks }, actorId, happenedAt, memo },
    orderKeys: children.map(({ childId }) => orderKey(childId)),
    words: { zh: said('zh'), en: said('en') },
  };
}

/** Takes looks back, those that still stand by then. */
export function takeBackRecord(
  looks: readonly (Looked & { checkId: HealthCheckId; period: HealthPeriod })[],
  { actorId, happenedAt }: Doing,
): OutboxRecord {
  const checks = looks.map(({ childId, checkId: takesBackId, period }) => {
    const checkId = HealthCheckId.parse(randomId());
    return { checkId, childId, period, happenedAt, takesBackId };
  });
  const nothing = { temperature: null, signs: [], note: '', isAbnormal: false, at: happenedAt, by: '' };
  const memo: Memo = {
    kind: 'health-checks',
    checks: checks.map(({ childId, checkId, period, takesBackId }) => ({
      ...{ childId, takesBackId },
      check: { ...nothing, checkId, period },
    })),
  };
  const names = looks.map((look) => look.name);
  const said = (language: Language) => sayIn(language, healthWords, 'tookBack', { name: listOf(names, language) });
  return {
    ...{ id: randomId(), path: '/api/health/checks', body: { checks }, actorId, happenedAt, memo },
    orderKeys: looks.map(({ childId }) => orderKey(childId)),
    words: { zh: said('zh'), en: said('en') },
  };
}

export type Step = 'called' | 'fetched' | 'closed';

/** What the room did about something that was found. */
export function stepRecord(
  of: { checkId: HealthCheckId; childId: ChildId; childName: string },
  kind: Step,
  note: string,
  { actorId, happenedAt }: Doing,
): OutboxRecord {
  const followUpId = randomId();
  const memo: Memo = { kind: 'health-step', checkId: of.checkId, step: kind };
  const said = (language: Language) => `${of.childName} · ${sayIn(language, healthWords, `step_${kind}`)}`;
  return {
    ...{ id: followUpId, path: followUpPath(of.checkId), body: { followUpId, kind, note }, actorId, happenedAt, memo },
    orderKeys: [orderKey(of.childId)],
    words: { zh: said('zh'), en: said('en') },
  };
}

/** The ids of the looks that such a record tells of. */
export function looksOf(record: OutboxRecord): { childId: ChildId; checkId: HealthCheckId; period: HealthPeriod }[] {
  const memo = memoOf(record);
  if (memo?.kind !== 'health-checks') return [];
  return memo.checks.map(({ childId, check: { checkId, period } }) => ({ childId, checkId, period }));
}

/**
 * What the room shows once the server has every record: pure. A look is of its day; a case stays open over night, and so does
 * what was done about it.
 * @param ofToday those of the records that were made today
 */
export const withUnsentHealth = (
  health: RoomHealth,
  records: readonly OutboxRecord[],
  ofToday: readonly OutboxRecord[],
): RoomHealth =>
  records.reduce((shown, record) => {
    const memo = memoOf(record);
    if (memo === null) return shown;
    if (memo.kind === 'health-step') return withStep(shown, memo);
    return ofToday.includes(record) ? memo.checks.reduce(withCheck, shown) : shown;
  }, health);

type UnsentCheck = Extract<Memo, { kind: 'health-checks' }>['checks'][number];
function withCheck(health: RoomHealth, { childId, check, takesBackId }: UnsentCheck): RoomHealth {
  const before = health.children.find((child) => child.childId === childId)?.checks ?? [];
  const kept = before.filter(
    ({ checkId, period }) =>
      checkId !== check.checkId &&
      (takesBackId === null ? period === 'again' || period !== check.period : checkId !== takesBackId),
  );
  const checks = takesBackId === null ? [...kept, check] : kept;
  return {
    ...health,
    children: [...health.children.filter((child) => child.childId !== childId), { childId, checks }],
  };
}

const ENDS: ReadonlySet<string> = new Set(['fetched', 'closed']);
const withStep = (health: RoomHealth, { checkId, step }: Extract<Memo, { kind: 'health-step' }>): RoomHealth => ({
  ...health,
  cases: health.cases.map((each) =>
    each.checkId === checkId ? { ...each, state: ENDS.has(step) ? ('closed' as const) : ('answered' as const) } : each,
  ),
});
