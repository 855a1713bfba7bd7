import type { z } from 'zod';
import type { WhyAnswer, WhyQuestion } from '../contract/access.ts';
import type { OrganizationId } from '../contract/ids.ts';
import { type Asking, personOf } from '../platform/asking.ts';
import { atMinute, type Span } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import type { AccessDeps } from './access-deps.ts';
import { employersSeen } from './access-table.ts';
import { findSiteWithEmployers } from './access-table-store.ts';
import { consentStanding } from './consent-state.ts';
import type { ChildFacts, WatchFacts } from './facts.ts';
import { explainWatch, type WatchDecision, type WatchExplanation } from './may-watch.ts';
import { refusalFor } from './refusal-for.ts';
import { findCameraPlace } from './rights-store.ts';
import { requirePermission, type Place } from './roles.ts';
import { loadPastFacts, loadWatchFacts, type LoadedFacts } from './watch-facts.ts';
import {
  countRefused,
  deniesAt,
  findNameAndEmployer,
  historyBegins,
  isSeenAt,
  lastWatched,
  type DenyThen,
} from './why-store.ts';

/**
 * Why someone may or may not watch a camera, term by term; with `at`, as it was at that instant, from the history and
 * the ledgers. Asked as an administrator wonders: signed in, from no particular network.
 * @throws AppError 'not-found' for a camera or a person of elsewhere, 'bad-request' for an instant to come or before the history
 */
export async function readWhy(
  deps: AccessDeps,
  asking: Asking,
  input: z.output<typeof WhyQuestion>,
): Promise<z.input<typeof WhyAnswer>> {
  const { userId, cameraId } = input;
  const { name, employers } = await requireReach(deps, asking, input);
  const knownSince = await historyBegins(deps.db, cameraId);
  const at = requireKnownInstant(deps.now(), knownSince, input.at);
  const question = { userId, cameraId, at, holderId: null, address: null, isReasonGiven: false, viewId: null };
  const isPast = input.at !== undefined;
  const loaded = await (isPast ? loadPastFacts : loadWatchFacts)(deps.pool, question);
  if (loaded === null) throw new AppError('not-found');
  const explained = explainWatch(loaded.facts, at);
  const { decision } = explained;
  const dayBegins = atMinute(loaded.place.today, 0, loaded.place.timeZone);
  return {
    at: at.toISOString(),
    isPast,
    name,
    allowed: decision.allowed,
    reason: decision.allowed ? null : decision.reason,
    until: decision.allowed ? decision.until.toISOString() : null,
    refusal: decision.allowed ? null : refusalFor(decision.reason, decision.detail, loaded),
    terms: explained.asked.map(({ term, answer }) => ({
      term,
      holds: answer.holds,
      reason: answer.holds ? null : answer.reason,
      until: (answer.holds && answer.until?.toISOString()) || null,
    })),
    facts: ownFamiliesOnly(factsSaid(loaded, explained, at), employers === null),
    lastWatched: (await lastWatched(deps.db, userId, cameraId, at))?.toISOString() ?? null,
    refusedThatDay: await countRefused(deps.db, userId, cameraId, { from: dayBegins, to: at }),
    knownSince: knownSince?.toISOString() ?? null,
    denies: (await deniesAt(deps.db, userId, cameraId, at)).map((deny) => denySaid(deny, employers)),
  };
}

/** An employer's administrator asks about the employer's own people only. @returns the person's name, and of whose employers' families the asking reads; null: of all */
async function requireReach(
  { db }: AccessDeps,
  asking: Asking,
  { userId, cameraId }: z.output<typeof WhyQuestion>,
): Promise<{ name: string; employers: OrganizationId[] | null }> {
  const found = await findCameraPlace(db, cameraId);
  const place: Place | null = found && (await findSiteWithEmployers(db, found.siteId));
  requirePermission(asking, 'rights:read', place);
  const person = await findNameAndEmployer(db, userId);
  const employers = employersSeen(asking, place);
  const isSeen = employers === null || employers.some((id) => id === person?.employerId);
  if (person === null || !isSeen || !(await isSeenAt(db, userId, place, employers && { askingId: personOf(asking) })))
    throw new AppError('not-found');
  return { name: person.name, employers };
}

function requireKnownInstant(now: Date, begins: Date | null, at: string | undefined): Date {
  if (at === undefined) return now;
  const instant = new Date(at);
  if (instant > now) throw new AppError('bad-request', { fields: { at: 'in-the-future' } });
  if (begins === null || instant < begins) throw new AppError('bad-request', { fields: { at: 'before-the-history' } });
  return instant;
}

type Said = z.input<typeof WhyAnswer>['facts'];

function factsSaid(loaded: LoadedFacts, { decision, asked }: WatchExplanation, at: Date): Said {
  const { facts, employer } = loaded;
  const { usage } = facts;
  const decided = childDecided(decision, facts);
  const runningMs = usage.runningSince.reduce((sum, since) => sum + Math.max(0, at.getTime() - since.getTime()), 0);
  return {
    isStaff: facts.staff !== null,
    child: decided && childSaid(decided, loaded),
    open: facts.site.openToday.map(written),
    windows: (decided?.ownWindows?.today ?? facts.room.windowsToday)?.map(written) ?? null,
    session: (decided?.sessionToday ?? []).map(written),
    roomConsent: consentSaid(facts.room, at),
    minutes: { used: Math.floor((usage.finishedMs + runningMs) / 60_000), limit: usage.minutesPerDay },
    streams: { others: usage.otherStreams, limit: usage.streamsAtOnce },
    pausedUntil: facts.camera.pausedUntil?.toISOString() ?? null,
    employer,
    grantUntil: asked.some(({ term }) => term === 'grant') ? (facts.grant?.endsAt.toISOString() ?? null) : null,
  };
}

/** How many are filmed beside the own child is a number of other families. */
const ownFamiliesOnly = (said: Said, isWhole: boolean): Said => ({
  ...said,
  roomConsent: isWhole || said.roomConsent === null ? said.roomConsent : { asked: null, missing: null },
});

/** Why the nursery stopped somebody is between it and the family. */
function denySaid(deny: DenyThen, employers: readonly string[] | null): z.input<typeof WhyAnswer>['denies'][number] {
  const { id, employer, employerId, cameraId, createdAt, by, reason } = deny;
  const isOwn = employers === null || (employerId !== null && employers.includes(employerId));
  return {
    denyId: id,
    employer,
    isEverywhere: cameraId === null,
    at: createdAt.toISOString(),
    ...(isOwn ? { by, reason } : { by: null, reason: null }),
    isOwn,
  };
}

const childSaid = (child: ChildFacts, { childNames, childRooms }: LoadedFacts): Said['child'] => ({
  childId: child.childId,
  name: childNames.get(child.childId) ?? '',
  state: child.presence.state,
  at: child.presence.at?.toISOString() ?? null,
  room: childRooms.get(child.childId)?.name ?? null,
});

function consentSaid({ consentOf }: WatchFacts['room'], at: Date): Said['roomConsent'] {
  if (consentOf === null) return null;
  const missing = consentOf.filter((rows) => consentStanding(rows, 'video', at).state !== 'valid').length;
  return { asked: consentOf.length, missing };
}

/** The child by whom it was decided; of a refusal without one, the only child if there is but one. */
function childDecided(decision: WatchDecision, { children }: WatchFacts) {
  const id = decision.allowed ? decision.childId : (decision.detail.childId ?? null);
  return children.find(({ childId }) => childId === id) ?? (children.length === 1 ? children[0] : undefined) ?? null;
}

const written = ({ from, to }: Span) => ({ from: from.toISOString(), to: to.toISOString() });
