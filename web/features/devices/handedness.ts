import type { UserId } from '#contract/ids.ts';
import { createStore, useStore } from '../../shared/store.ts';

const KEY = 'kanwa:left-handed';

const leftHanded = createStore<readonly string[]>(read());

/** Whether the tablet stands mirrored for this person. Kept in this browser, by person. */
export const useLeftHanded = (userId: UserId | null): boolean => useStore(leftHanded).includes(userId ?? '');

export function setLeftHanded(userId: UserId, isLeft: boolean): void {
  const others = leftHanded.get().filter((each) => each !== userId);
  const next = isLeft ? [...others, userId] : others;
  leftHanded.set(next);
  try {
    localStorage.setItem(KEY, next.join(' '));
  } catch {
    // A storage that is full or forbidden: then it holds as long as the page.
  }
}

function read(): readonly string[] {
  return (localStorage.getItem(KEY) ?? '').split(' ').filter(Boolean);
}
