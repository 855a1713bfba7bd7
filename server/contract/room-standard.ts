import type { ClassroomKind } from './people.ts';

/**
 * What the standard says of a room, by its kind: 托育机构设置标准（试行）, article 19 how many children (班额), article 20 how
 * many of them for each caregiver. It names no ratio for mixed rooms and nothing for school age: there the site's own word
 * is all there is.
 */
const STANDARD: Record<ClassroomKind, { capacity: number | null; ratio: number | null }> = {
  infant: { capacity: 10, ratio: 3 },
  toddler: { capacity: 15, ratio: 5 },
  senior: { capacity: 20, ratio: 7 },
  mixed: { capacity: 18, ratio: null },
  school_age: { capacity: null, ratio: null },
};

/** Whose word a limit is: an article of the standard, or the site's own. */
export const ROOM_RULES = ['standard-19', 'standard-20', 'own'] as const;
export type RoomRule = (typeof ROOM_RULES)[number];

/** What a room keeps to. `standard` is what the standard allows; null where it says nothing. */
export type RoomLimit = { limit: number; rule: RoomRule; standard: number | null };
export type RoomLimits = { ratio: RoomLimit; capacity: RoomLimit };

/** The room's own numbers are its limits; they are the standard's word where they say the same. */
export function limitsOf(room: { kind: ClassroomKind; ratio: number; capacity: number }): RoomLimits {
  const { ratio, capacity } = STANDARD[room.kind];
  return {
    ratio: { limit: room.ratio, standard: ratio, rule: room.ratio === ratio ? 'standard-20' : 'own' },
    capacity: { limit: room.capacity, standard: capacity, rule: room.capacity === capacity ? 'standard-19' : 'own' },
  };
}

/** Does the site allow itself more than the standard does? */
export const isLaxer = ({ limit, standard }: RoomLimit): boolean => standard !== null && limit > standard;

export type BreachKind = 'ratio' | 'capacity';

/** Which limits a room with so many children and so many caregivers at work breaks; children alone break the first. */
export function brokenBy(limits: RoomLimits, children: number, staff: number): BreachKind[] {
  return [
    ...(children > staff * limits.ratio.limit ? (['ratio'] as const) : []),
    ...(children > limits.capacity.limit ? (['capacity'] as const) : []),
  ];
}
