import { consentStanding, withRequired } from '../access/consent-state.ts';
import type { ConsentGap } from '../contract/people.ts';
import { consentsOfStaff, namesOfChildren, staffFilmedIn } from './consent-gaps-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import type { Register } from './register.ts';

type Deps = Pick<PeopleDeps, 'db'>;
type Gaps = ReadonlyMap<string | null, ConsentGap[]>;

/**
 * Who keeps these rooms' pictures closed, or will once they are there: the viewing rule's own question, asked by name.
 * Staff count as the rule counts them, suspended ones too, since their consent is asked of everyone with a role in the room.
 */
export async function consentGaps(
  deps: Deps,
  classroomIds: readonly string[],
  register: Register,
  at: Date,
): Promise<Gaps> {
  if (classroomIds.length === 0) return new Map();
  const [ofChildren, ofStaff] = await Promise.all([
    gapsOfChildren(deps, classroomIds, register),
    gapsOfStaff(deps, classroomIds, at),
  ]);
  return new Map(
    classroomIds.map((room) => [
      room,
      [...(ofChildren.get(room) ?? []), ...(ofStaff.get(room) ?? [])].sort(blockingFirst),
    ]),
  );
}

/** A child that is in another room than its own keeps both closed. */
async function gapsOfChildren({ db }: Deps, rooms: readonly string[], { children, standing }: Register): Promise<Gaps> {
  const filmed = children.flatMap((child) => {
    const state = standing(child, 'video');
    const inRooms = [...new Set([child.enrolledIn, child.presentIn])].filter((id) => id !== null && rooms.includes(id));
    return state === 'valid' || inRooms.length === 0 ? [] : [{ ...child, state, inRooms }];
  });
  const lacking = new Map(filmed.map((child) => [child.childId as string, child]));
  const named = filmed.length === 0 ? [] : await namesOfChildren(db, [...lacking.keys()]);
  const gaps = named.flatMap(({ id, name }) => {
    const { state, inRooms = [], presentIn } = lacking.get(id) ?? {};
    if (state === undefined) return [];
    return inRooms.map((room) => ({
      room,
      gap: { who: 'child' as const, id, name, state, blocksNow: presentIn === room },
    }));
  });
  return byRoom(gaps);
}

async function gapsOfStaff({ db }: Deps, rooms: readonly string[], at: Date): Promise<Gaps> {
  const staff = await staffFilmedIn(db, rooms, at);
  const consents = await consentsOfStaff(db, [...new Set(staff.map(({ userId }) => userId))]);
  const gaps = staff.flatMap(({ userId, classroomId, name }) => {
    const { state } = consentStanding(withRequired(consents.get(userId) ?? [], []), 'video', at);
    if (state === 'valid') return [];
    return [{ room: classroomId, gap: { who: 'staff' as const, id: userId, name, state, blocksNow: true } }];
  });
  return byRoom(gaps);
}

const byRoom = (gaps: readonly { room: string | null; gap: ConsentGap }[]): Gaps =>
  new Map(
    Array.from(
      Map.groupBy(gaps, ({ room }) => room),
      ([room, found]) => [room, found.map(({ gap }) => gap)],
    ),
  );

const blockingFirst = (a: ConsentGap, b: ConsentGap): number => Number(b.blocksNow) - Number(a.blocksNow);
