import { type ListScopes, listScopes } from '../access/roles.ts';
import {
  type ChildConsents,
  CONSENT_FILTERS,
  type ConsentCounts,
  type ConsentFilter,
  type ConsentList,
  type ConsentQuery,
  type ConsentStandingView,
  MAX_CONSENT_ROWS,
  NOTICE_DAYS,
} from '../contract/consents.ts';
import type { ChildId, SiteId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import { dayOfColumn, localDay } from '../platform/calendar.ts';
import { standingsOf } from './consent-standings.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { childIdsIn, childrenIn, ledgersIn, type ListedChild, requiredTexts, waitingByChild } from './list-store.ts';

type Deps = Pick<ConsentsDeps, 'db' | 'now'>;
const NOTICE_MS = NOTICE_DAYS * 86_400_000;

/** Every child that the asking reads, with what the rule reads of its consents. @throws AppError 'forbidden' */
export async function listConsents(deps: Deps, asking: AskingUser, query: ConsentQuery): Promise<ConsentList> {
  const all = await readLedgers(deps, asking, query.siteId);
  const found = all.filter((child) => isAsked(child, query, deps.now()));
  return { counts: countsOf(all, deps.now()), found: found.length, rows: found.slice(0, MAX_CONSENT_ROWS) };
}

/** All of what is searched for, for a file. */
export async function foundConsents(deps: Deps, asking: AskingUser, query: ConsentQuery): Promise<ChildConsents[]> {
  const all = await readLedgers(deps, asking, query.siteId);
  return all.filter((child) => isAsked(child, query, deps.now()));
}

/** The same numbers; stands on every page of the console, so nothing is read that is not counted. */
export async function countConsents(
  { db, now }: Deps,
  asking: AskingUser,
  { siteId }: Pick<ConsentQuery, 'siteId'>,
): Promise<ConsentCounts> {
  const at = now();
  const scopes = listScopes(asking, 'families:read');
  const children = await childIdsIn(db, scopes, siteId);
  const judge = await judgeOf(db, scopes, siteId, children, at);
  return countsOf(children.map(judge), at);
}

async function readLedgers(
  { db, now }: Deps,
  asking: AskingUser,
  siteId: SiteId | undefined,
): Promise<ChildConsents[]> {
  const at = now();
  const scopes = listScopes(asking, 'families:read');
  const children = await childrenIn(db, scopes, siteId);
  const judge = await judgeOf(db, scopes, siteId, children, at);
  return children.map((child) => ({ ...placeOf(child, at), ...judge(child) }));
}

type Judged = Pick<ChildConsents, 'consents' | 'waitingScans'>;
type Judgeable = { id: string; site: { operatorId: string } };

async function judgeOf(
  db: Deps['db'],
  scopes: ListScopes,
  siteId: SiteId | undefined,
  children: readonly Judgeable[],
  at: Date,
): Promise<(child: Judgeable) => Judged> {
  const operatorIds = children.map(({ site }) => site.operatorId);
  const ids = children.map(({ id }) => id);
  const [texts, ledgers, waiting] = await Promise.all([
    requiredTexts(db, operatorIds),
    ledgersIn(db, ids),
    waitingByChild(db, scopes, siteId),
  ]);
  return ({ id, site }) => ({
    consents: standingsOf(ledgers.get(id) ?? [], texts.get(site.operatorId) ?? [], at),
    waitingScans: waiting.get(id) ?? 0,
  });
}

function placeOf(child: ListedChild, at: Date): Omit<ChildConsents, keyof Judged> {
  const { site, enrolments } = child;
  const today = localDay(at, site.timeZone);
  const current = enrolments.find(
    ({ startsOn, endsOn }) => dayOfColumn(startsOn) <= today && (endsOn === null || dayOfColumn(endsOn) >= today),
  );
  return {
    childId: child.id as ChildId,
    siteId: child.siteId as SiteId,
    siteName: site.name,
    timeZone: site.timeZone,
    name: child.name,
    nickname: child.nickname,
    room: current?.classroom.name ?? null,
  };
}

type Asked = (consent: ConsentStandingView, at: Date) => boolean;
const OF_CONSENT: Record<Exclude<ConsentFilter, 'waiting'>, Asked> = {
  missing: ({ state }) => state === 'missing' || state === 'withdrawn',
  outdated: ({ state }) => state === 'outdated',
  expired: ({ state }) => state === 'expired',
  'ends-soon': ({ state, until }, at) =>
    state === 'valid' && until !== null && Date.parse(until) <= at.getTime() + NOTICE_MS,
};

const isIn = (child: Judged, filter: ConsentFilter, at: Date): boolean =>
  filter === 'waiting' ? child.waitingScans > 0 : child.consents.some((consent) => OF_CONSENT[filter](consent, at));

function isAsked(child: ChildConsents, { filter, search }: ConsentQuery, at: Date): boolean {
  if (filter !== undefined && !isIn(child, filter, at)) return false;
  const typed = search?.toLowerCase() ?? '';
  return (
    typed === '' || [child.name, child.nickname, child.room ?? ''].some((text) => text.toLowerCase().includes(typed))
  );
}

const countsOf = (children: readonly Judged[], at: Date): ConsentCounts => ({
  ...(Object.fromEntries(
    CONSENT_FILTERS.map((filter) => [filter, children.filter((child) => isIn(child, filter, at)).length]),
  ) as Record<ConsentFilter, number>),
  all: children.length,
});
