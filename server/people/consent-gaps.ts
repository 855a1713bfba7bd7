import { type ConsentRow, withRequired } from '../access/consent-state.ts';
import type { ConsentGap } from '../contract/people.ts';
import { consentsOfChildren, consentsOfStaff, staffFilmedIn } from './consent-gaps-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import type { RegisteredChild } from './register-store.ts';
import { requiredTexts } from './required-texts-store.ts';

type Deps = Pick<PeopleDeps, 'db' | 'consentStanding'>;

/**
 * Who keeps these rooms' pictures closed, or will once they are there: the viewing rule's own question, asked by name.
 * Staff count as the rule counts them, suspended ones too, since their consent is asked of everyone with a role in the room.
 */
export async function consentGaps(
  deps: Deps,
  classroomIds: readonly string[],
  children: readonly RegisteredChild[],
  at: Date,
): Promise<ReadonlyMap<string, ConsentGap[]>> {
  if (classroomIds.length === 0) return new Map();
  const staff = await staffFilmedIn(deps.db, classroomIds, at);
  const [ofChildren, ofStaff] = await Promise.all([
    consentsOfChildren(deps.db, filmedAt(children, classroomIds)),
    consentsOfStaff(deps.db, [...new Set(staff.map(({ userId }) => userId))]),
  ]);
  const textsOf = await requiredTexts(
    deps.db,
    ofChildren.map(({ siteId }) => siteId),
  );
  const gap = (who: ConsentGap['who'], { id, name }: Named, rows: ConsentRow[], blocksNow: boolean): ConsentGap[] => {
    const { state } = deps.consentStanding(rows, 'video', at);
    return state === 'valid' ? [] : [{ who, id, name, state, blocksNow }];
  };
  const gapsOf = (room: string) => [
    ...ofChildren.flatMap((child) => {
      const at = children.find(({ childId }) => childId === child.id);
      if (at?.presentIn !== room && at?.enrolledIn !== room) return [];
      return gap('child', child, withRequired(child.consents, textsOf(child.siteId)), at.presentIn === room);
    }),
    ...staff
      .filter(({ classroomId }) => classroomId === room)
      .flatMap(({ userId, name }) =>
        gap('staff', { id: userId, name }, withRequired(ofStaff.get(userId) ?? [], []), true),
      ),
  ];
  return new Map(classroomIds.map((room) => [room, gapsOf(room).sort(blockingFirst)]));
}

type Named = { id: string; name: string };

const filmedAt = (children: readonly RegisteredChild[], rooms: readonly string[]) =>
  children
    .filter(({ enrolledIn, presentIn }) => [enrolledIn, presentIn].some((id) => id !== null && rooms.includes(id)))
    .map(({ childId }) => childId);

const blockingFirst = (a: ConsentGap, b: ConsentGap): number => Number(b.blocksNow) - Number(a.blocksNow);
