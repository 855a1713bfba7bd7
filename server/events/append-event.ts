import type { EventType } from '../contract/events.ts';
import { localDay, type LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { type Insert, insertRows } from '../platform/insert-rows.ts';

/** What is written into the log: ids, never names. Names are added for each recipient when it is read (see event-for.ts). */
export type NewEvent = {
  type: EventType;
  at: Date;
  siteId?: string | null;
  classroomId?: string | null;
  childId?: string | null;
  cameraId?: string | null;
  userId?: string | null;
  payload?: Record<string, string | number | boolean | null>;
};

/**
 * When it was recorded, for the payload of what is told on a later day than it happened: it is news of that later day, and
 * whoever reads the day it happened on would miss it. Nothing otherwise. Pure.
 */
export const toldLate = (day: LocalDay, recordedAt: Date, timeZone: string): { recordedAt?: string } =>
  day < localDay(recordedAt, timeZone) ? { recordedAt: recordedAt.toISOString() } : {};

const COLUMNS = ['type', 'at', 'siteId', 'classroomId', 'childId', 'cameraId', 'userId', 'payload'] as const;

/** Appends to the event log in the transaction of the change: told if and only if it happened. */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx.event.create({ data: { ...event, payload: event.payload ?? {} } });
}

/** Many at once, as an import makes them. */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  await insertRows(tx, eventRows(events));
}

/** For a statement that writes something else as well. */
export const eventRows = (events: readonly NewEvent[]): Insert => ({
  table: 'event',
  columns: COLUMNS,
  rows: events.map((event) => ({ ...event, payload: event.payload ?? {} })),
});
