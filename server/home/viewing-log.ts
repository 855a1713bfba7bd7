import type { ViewEnd } from '../contract/refusal.ts';
import { publicEnd } from '../contract/refusal.ts';
import type { ViewingLog } from '../contract/live.ts';
import type { DayEvent } from '../attendance/day-state.ts';
import { addDays, atMinute, dayOfColumn, localDay } from '../platform/calendar.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { type FamilyRow, type Lookers, readDaysSince, readFamily, readStills, readViewingLog } from './home-store.ts';
import { type RoomSpan, roomSpans } from './presence.ts';
import { stillLooks, type StillRow } from './still-looks.ts';

const SHOWN_DAYS = 30;
/** Of families, and of everyone else. */
const SHOWN_ROWS = 300;
/** Several records make one look. */
const READ_STILLS = 1_000;

/**
 * Who looked at one's own children in the last 30 days: looks into the rooms they were in, while they were in them. What
 * was seen there before they came is other families' matter. Guardians of other children are told as "another family" and
 * never named, nor are guests, who may be such; staff are named; one's own looks are one's own.
 */
export async function readOwnViewingLog(deps: { db: Db; now: () => Date }, asking: AskingUser): Promise<ViewingLog> {
  const family = (await readFamily(deps.db, asking.userId)).filter(
    (row) => row.withdrawnAt === null && row.custodyBlockedAt === null,
  );
  const mine = { askingId: asking.userId, ownChildren: new Set(family.map(({ child }) => child.id)) };
  const spans = await presenceOf(deps, family);
  const [ofFamilies, ofOthers] = await Promise.all([
    looksOf(deps.db, spans, mine, 'families'),
    looksOf(deps.db, spans, mine, 'others'),
  ]);
  return {
    looks: [...ofFamilies, ...ofOthers].sort(newestFirst),
    familiesSince: ofFamilies.length < SHOWN_ROWS ? null : (ofFamilies.at(-1)?.at ?? null),
  };
}

async function looksOf(db: Db, spans: readonly RoomSpan[], mine: Mine, lookers: Lookers): Promise<Look[]> {
  const [views, stills] = await Promise.all([
    readViewingLog(db, spans, lookers, SHOWN_ROWS),
    readStills(db, spans, lookers, READ_STILLS),
  ]);
  return [...viewsOf(views, mine), ...stillsOf(stills, mine)].sort(newestFirst).slice(0, SHOWN_ROWS);
}

const newestFirst = (a: Look, b: Look): number => b.at.localeCompare(a.at);

type Look = ViewingLog['looks'][number];
type Mine = { askingId: string; ownChildren: ReadonlySet<string> };

function viewsOf(looks: Awaited<ReturnType<typeof readViewingLog>>, mine: Mine): Look[] {
  return looks.map((look) => {
    const as = asWhat(look, mine);
    return {
      lookId: look.id,
      kind: 'view',
      at: look.openedAt.toISOString(),
      until: look.endedAt?.toISOString() ?? null,
      as,
      name: isNamed(as) ? look.user.name : null,
      cameraName: look.camera.name,
      roomName: look.camera.classroom.name,
      endReason: look.endReason === null || !isNamed(as) ? null : publicEnd(look.endReason as ViewEnd),
    };
  });
}

function stillsOf({ rows, cameras, users }: Awaited<ReturnType<typeof readStills>>, mine: Mine): Look[] {
  const cameraById = new Map(cameras.map((camera) => [camera.id, camera]));
  const nameById = new Map(users.map(({ id, name }) => [id, name]));
  return stillLooks(rows as StillRow[]).map(({ actorId, cameraId, childId, as: viewedAs, from, to }, nth) => {
    const as = asWhat({ userId: actorId, childId, viewedAs }, mine);
    return {
      // Never the viewer's id: other families are told of, and not told apart.
      lookId: `stills-${String(from.getTime())}-${String(nth)}`,
      kind: 'stills',
      at: from.toISOString(),
      until: to.toISOString(),
      as,
      name: isNamed(as) ? (nameById.get(actorId) ?? null) : null,
      cameraName: cameraById.get(cameraId)?.name ?? '',
      roomName: cameraById.get(cameraId)?.classroom.name ?? '',
      endReason: null,
    };
  });
}

/** Where these children were and when. */
async function presenceOf({ db, now }: { db: Db; now: () => Date }, family: FamilyRow[]): Promise<RoomSpan[]> {
  const zones = new Map(family.map(({ child }) => [child.id, child.site.timeZone]));
  const since = addDays(localDay(now(), 'UTC'), -SHOWN_DAYS);
  const events = await readDaysSince(db, [...zones.keys()], since);
  const days = Map.groupBy(events, ({ childId, day }) => `${childId} ${dayOfColumn(day)}`);
  return [...days.values()].flatMap((ofDay) => {
    const [{ childId, day } = { childId: '', day: now() }] = ofDay;
    const dayEnds = atMinute(dayOfColumn(day), 1440, zones.get(childId) ?? 'UTC');
    return roomSpans(ofDay as DayEvent[], dayEnds);
  });
}

type As = Look['as'];
type Seen = { userId: string; childId: string | null; viewedAs: string };
function asWhat(look: Seen, { askingId, ownChildren }: Mine): As {
  if (look.userId === askingId) return 'self';
  if (look.childId !== null) return ownChildren.has(look.childId) ? 'own-family' : 'other-family';
  return look.viewedAs === 'staff' ? 'staff' : 'guest';
}

const isNamed = (as: As): boolean => as === 'self' || as === 'own-family' || as === 'staff';
