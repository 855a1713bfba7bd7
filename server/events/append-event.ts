import type { EventType } from '../contract/events.ts';
import type { Tx } from '../platform/database.ts';
import { insertRows } from '../platform/insert-rows.ts';

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

const COLUMNS = ['type', 'at', 'siteId', 'classroomId', 'childId', 'cameraId', 'userId', 'payload'] as const;

/** Appends to the event log in the transaction of the change: told if and only if it happened. */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx.event.create({ data: { ...event, payload: event.payload ?? {} } });
}

/** Many at once, as an import makes them. */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  await insertRows(
    tx,
    'event',
    COLUMNS,
    events.map((event) => ({ ...event, payload: event.payload ?? {} })),
  );
}
