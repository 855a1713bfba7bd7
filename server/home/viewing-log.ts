import type { ViewEnd } from '../contract/refusal.ts';
import { publicEnd } from '../contract/refusal.ts';
import type { ViewingLog } from '../contract/live.ts';
import { localDay } from '../platform/calendar.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { enrolledRooms } from './enrolled-rooms.ts';
import { readFamily, readRoom, readRolesOf, readViewingLog } from './home-store.ts';

const SHOWN_DAYS = 30;
const SHOWN_ROWS = 300;

/**
 * Who looked at the rooms of one's own children in the last 30 days. Guardians of other children are counted as "another
 * family" and never named; staff and guests are shown as what they are; one's own looks are one's own.
 */
export async function readOwnViewingLog(deps: { db: Db; now: () => Date }, asking: AskingUser): Promise<ViewingLog> {
  const family = (await readFamily(deps.db, asking.userId)).filter(
    (row) => row.withdrawnAt === null && row.custodyBlockedAt === null,
  );
  const ownChildren = new Set(family.map(({ child }) => child.id));
  const roomIds = new Set(
    family.flatMap(({ child }) => enrolledRooms(child, localDay(deps.now(), child.site.timeZone))),
  );
  const rooms = await Promise.all([...roomIds].map((id) => readRoom(deps.db, id)));
  const cameraIds = rooms.flatMap(({ cameras }) => cameras.map(({ id }) => id));
  const since = new Date(deps.now().getTime() - SHOWN_DAYS * 86_400_000);
  const looks = await readViewingLog(deps.db, cameraIds, since, SHOWN_ROWS);
  const roles = await readRolesOf(deps.db, [...new Set(looks.map(({ userId }) => userId))]);
  return {
    looks: looks.map((look) => {
      const isOwnFamily = look.childId !== null && ownChildren.has(look.childId);
      // Staff are named; a guest may be a parent of another child.
      const isStaff = look.childId === null && roles.has(look.userId);
      const isNamed = look.userId === asking.userId || isOwnFamily || isStaff;
      return {
        viewId: look.id,
        at: look.openedAt.toISOString(),
        until: look.endedAt?.toISOString() ?? null,
        as: asWhat(look.userId === asking.userId, isOwnFamily, look.childId, roles.get(look.userId)),
        name: isNamed ? look.user.name : null,
        cameraName: look.camera.name,
        roomName: look.camera.classroom.name,
        endReason: look.endReason === null || !isNamed ? null : publicEnd(look.endReason as ViewEnd),
      };
    }),
  };
}

type As = ViewingLog['looks'][number]['as'];
function asWhat(isSelf: boolean, isOwnFamily: boolean, childId: string | null, role: string | undefined): As {
  if (isSelf) return 'self';
  if (isOwnFamily) return 'own-family';
  if (childId !== null) return 'other-family';
  return role === undefined ? 'guest' : 'staff';
}
