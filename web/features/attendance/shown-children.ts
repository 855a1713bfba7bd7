import type { RoomChild } from '#contract/attendance.ts';
import { byName } from '../../shared/by-name.ts';
import { callName } from '../../shared/call-name.ts';

/**
 * Children as the room shows them: in the order of the names they are called by. Two who are called alike go by their full
 * names, so that one is never taken for the other.
 */
export function shownChildren(children: readonly RoomChild[]): RoomChild[] {
  const called = new Map<string, number>();
  for (const child of children) called.set(callName(child), (called.get(callName(child)) ?? 0) + 1);
  return children
    .map((child) => (called.get(callName(child)) === 1 ? child : { ...child, nickname: '' }))
    .sort((a, b) => byName({ name: callName(a) }, { name: callName(b) }));
}
