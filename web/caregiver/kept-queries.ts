import type { QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { Room } from '#contract/attendance.ts';
import { RoomHealth } from '#contract/health.ts';
import type { DeviceId } from '#contract/ids.ts';
import { OpenIncidents } from '#contract/incidents.ts';
import { DoorWaiting } from '#contract/kiosk.ts';
import { Todo } from '#contract/checks.ts';
import { StaffRoom } from '#contract/staffing.ts';
import { RememberedIncidents } from '../features/incidents/remembered-incidents.ts';

/**
 * What the tablet shows without a network, by the first word of its query's key, with what it must parse as: what an older
 * version of the app kept and this one would not understand is left out.
 */
const KEPT: Readonly<Record<string, z.ZodType>> = {
  room: Room,
  health: RoomHealth,
  'staff-room': StaffRoom,
  todo: Todo,
  'open-incidents': OpenIncidents,
  'remembered-incidents': RememberedIncidents,
  'door-waiting': DoorWaiting,
};

const KEPT_FOR_MS = 24 * 3_600_000;
/** Many taps come together; the last state is what counts. */
const WRITTEN_AFTER_MS = 400;

const Entry = z.object({ key: z.array(z.unknown()), at: z.number(), value: z.unknown() });
const Entries = z.array(Entry);
const isKept = (queryKey: readonly unknown[]): boolean => String(queryKey[0]) in KEPT;
const keyOf = (deviceId: DeviceId): string => `kanwa:kept:${deviceId}`;

/** Puts what was kept into the queries, as old as it is: it is read anew as soon as there is a network. */
export function restoreQueries(client: QueryClient, deviceId: DeviceId): void {
  for (const { key, at, value } of readKept(deviceId)) {
    const parsed = KEPT[String(key[0])]?.safeParse(value);
    if (parsed?.success && client.getQueryData(key) === undefined)
      client.setQueryData(key, parsed.data, { updatedAt: at });
  }
}

/** Keeps them while the page is open. @returns how to stop */
export function keepQueries(client: QueryClient, deviceId: DeviceId): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    timer = undefined;
    writeKept(client, deviceId);
  };
  const stop = client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && isKept(query.queryKey as unknown[])) timer ??= setTimeout(write, WRITTEN_AFTER_MS);
  });
  // A page that is closed or read anew within that time keeps what it showed.
  const leave = (): void => {
    if (timer !== undefined) write();
  };
  window.addEventListener('pagehide', leave);
  return () => {
    stop();
    window.removeEventListener('pagehide', leave);
    clearTimeout(timer);
  };
}

function writeKept(client: QueryClient, deviceId: DeviceId): void {
  const queries = client.getQueryCache().findAll({ predicate: ({ queryKey }) => isKept(queryKey) });
  const entries = queries
    .filter(({ state }) => state.data !== undefined)
    .map(({ queryKey, state }) => ({ key: queryKey, at: state.dataUpdatedAt, value: state.data }));
  try {
    localStorage.setItem(keyOf(deviceId), JSON.stringify(entries));
  } catch {
    // A storage that is full or forbidden: then the tablet shows its room with a network only.
  }
}

function readKept(deviceId: DeviceId): z.infer<typeof Entries> {
  try {
    const text = localStorage.getItem(keyOf(deviceId));
    const entries = text === null ? [] : Entries.parse(JSON.parse(text));
    return entries.filter(({ at }) => Math.abs(Date.now() - at) < KEPT_FOR_MS);
  } catch {
    return [];
  }
}
