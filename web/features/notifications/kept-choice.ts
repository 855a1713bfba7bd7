import type { UserId } from '#contract/ids.ts';

const keyOf = (userId: UserId): string => `kanwa:push:${userId}`;

/** Whether this person switched it on in this browser: a sign-in that ran out is followed by the next one's. */
export const hasChosenPush = (userId: UserId): boolean => localStorage.getItem(keyOf(userId)) !== null;

export function choosePush(userId: UserId, isOn: boolean): void {
  if (isOn) localStorage.setItem(keyOf(userId), 'on');
  else localStorage.removeItem(keyOf(userId));
}
