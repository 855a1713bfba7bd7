import { useMemo, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { recordTime } from '../../shared/server-clock.ts';
import type { OutboxOwner } from '../../shared/outbox/outbox-record.ts';

const Counted = z.object({ id: z.uuid(), name: z.string(), isStaff: z.boolean() });
export type Counted = z.infer<typeof Counted>;

/**
 * An emergency headcount, kept in this browser alone: it must work when nothing else does. Times are the server's, as far
 * as this device knows them.
 */
const Headcount = z.object({
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  people: z.array(Counted),
  seen: z.array(z.uuid()),
});
export type Headcount = z.infer<typeof Headcount>;

const keyOf = (owner: OutboxOwner): string => `kanwa:headcount:${owner}`;

/** Of a browser whose storage is full or forbidden: then the count lives as long as the page. */
const unstored = new Map<string, string>();
const listeners = new Set<() => void>();

function textOf(key: string): string | null {
  try {
    return unstored.get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

function parse(text: string | null): Headcount | null {
  try {
    return text === null ? null : Headcount.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The one that is running, or the last one finished; null when there was none. */
export function useKeptHeadcount(owner: OutboxOwner): Headcount | null {
  const text = useSyncExternalStore(subscribe, () => textOf(keyOf(owner)));
  return useMemo(() => parse(text), [text]);
}

export function keepHeadcount(owner: OutboxOwner, headcount: Headcount): void {
  const key = keyOf(owner);
  const text = JSON.stringify(headcount);
  try {
    localStorage.setItem(key, text);
    unstored.delete(key);
  } catch {
    unstored.set(key, text);
  }
  for (const listener of listeners) listener();
}

/** Another tab of this browser counts the same heads. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

export const startHeadcount = (people: readonly Counted[]): Headcount => ({
  startedAt: recordTime(),
  finishedAt: null,
  people: [...people],
  seen: [],
});

/** Whoever came in since it began is looked for as well; nobody leaves the list by a tap elsewhere. */
export function withNewcomers(headcount: Headcount, people: readonly Counted[]): Headcount {
  const known = new Set(headcount.people.map(({ id }) => id));
  return { ...headcount, people: [...headcount.people, ...people.filter(({ id }) => !known.has(id))] };
}

export const toggleSeen = (headcount: Headcount, id: string): Headcount => ({
  ...headcount,
  seen: headcount.seen.includes(id) ? headcount.seen.filter((each) => each !== id) : [...headcount.seen, id],
});

export const missing = ({ people, seen }: Headcount): Counted[] => people.filter(({ id }) => !seen.includes(id));
