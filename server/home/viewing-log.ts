import type { ViewEnd } from '../contract/refusal.ts';
import { publicEnd } from '../contract/refusal.ts';
import type { ViewingLog } from '../contract/live.ts';
import type { DayEvent } from '../attendance/day-state.ts';
import { addDays, atMinute, dayOfColumn, localDay } from '../platform/calendar.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { type FamilyRow, readDaysSince, readFamily, readViewingLog } from './home-store.ts';
import { type RoomSpan, roomSpans } from './presence.ts';

const SHOWN_DAYS = 30;
const SHOWN_ROWS = 300;

/**
 * Who looked at one's own children in the last 30 days: looks into the rooms they were in, while they were in them. What
 * was seen there before they came is other families' matter. Guardians of other children are told as "another family" and
 * never named, nor are guests, who may be such; staff are named; one's own looks are one's own.
 */
export async function readOwnViewingLog(deps: { db: Db; now: () => Date }, asking: AskingUser): Promise<ViewingLog> {
  const family = (await readFamily(deps.db, asking.userId)).filter(
    (row) => row.withdrawnAt === null && row.custodyBlockedAt === null,
  );
  const ownChildren = new Set(family.map(({ child }) => child.id));
  const spans = await presenceOf(deps, family);
  const looks = await readViewingLog(deps.db, spans, SHOWN_ROWS);
  return {
    looks: looks.map((look) => {
      const as = asWhat(look, asking.userId, ownChildren);
      const isNamed = as === 'self' || as === 'own-family' || as === 'staff';
      return {
        viewId: look.id,
        at: look.openedAt.toISOString(),
        until: look.endedAt?.toISOString() ?? null,
        as,
        name: isNamed ? look.user.name : null,
        cameraName: look.camera.name,
        roomName: look.camera.classroom.name,
        endReason: look.endReason === null || !isNamed ? null : publicEnd(look.endReason as ViewEnd),
      };
    }),
  };
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

type As = ViewingLog['looks'][number]['as'];
type Look = { userId: string; childId: string | null; viewedAs: string };
function asWhat(look: Look, askingId: string, ownChildren: ReadonlySet<string>): As {
  if (look.userId === askingId) return 'self';
  if (look.childId !== null) return ownChildren.has(look.childId) ? 'own-family' : 'other-family';
  return look.viewedAs === 'staff' ? 'staff' : 'guest';
}
