import type { Pool } from 'pg';
import type { ViewEnd } from '../contract/refusal.ts';
import { SESSION_CHANNEL, SessionOver, type EventLog } from '../events/event-log.ts';
import type { StoredEvent } from '../events/event-store.ts';
import type { Live } from '../live/live.ts';
import type { ViewerScope } from '../live/viewers.ts';
import type { OnFactsChanged, OnSessionEnded, SessionEnd } from '../platform/effects.ts';
import type { Log } from '../platform/log.ts';
import type { Sockets } from './sockets.ts';

/**
 * What follows a commit, in this process and in every other. Here it is done at once, so that the answer can say how many
 * views it ended; the others hear of it from the database and do the same.
 */
export type Effects = { onFactsChanged: OnFactsChanged; onSessionEnded: OnSessionEnded };

export type EffectsDeps = { live: Live; sockets: () => Sockets; eventLog: EventLog; pool: Pool; log: Log };

export function createEffects({ live, sockets, eventLog, pool, log }: EffectsDeps): Effects {
  const endSessions = async (over: SessionOver): Promise<void> => {
    const holderId = over.sessionId ?? over.deviceId;
    const scope: ViewerScope = holderId === undefined ? { userId: over.userId ?? '' } : { holderId };
    const ending = live.endViews(scope, VIEW_END[over.reason], { code: VIEW_END[over.reason] });
    sockets().endSessions(holderId === undefined ? `user:${over.userId ?? ''}` : `holder:${holderId}`, over.reason); // the views are told above, before their sockets close
    await ending;
  };
  eventLog.onEvent(async (event) => {
    const scope = scopeOf(event);
    if (scope !== null) await live.hearOfChange(scope);
  });
  eventLog.onSessionOver((payload) => {
    const over = SessionOver.safeParse(parsedOrNull(payload));
    if (over.success) void endSessions(over.data);
  });
  return {
    onFactsChanged: (scope) => live.recheckViewers(scope),
    onSessionEnded: async (scope, reason) => {
      const over: SessionOver = { ...scope, reason };
      await endSessions(over);
      await pool.query('SELECT pg_notify($1, $2)', [SESSION_CHANNEL, JSON.stringify(over)]).catch((error: unknown) => {
        log.warn({ err: error }, 'other server processes could not be told of an ended session; their leases will');
      });
    },
  };
}

const VIEW_END: Record<SessionEnd, Extract<ViewEnd, 'signed-out' | 'account-inactive'>> = {
  'signed-out': 'signed-out',
  'account-inactive': 'account-inactive',
  'device-revoked': 'signed-out',
  expired: 'signed-out',
};

const OPENS_AND_CLOSES_NOTHING: ReadonlySet<string> = new Set([
  'watching:changed',
  'camera:state',
  'look:reasoned',
  'look:known',
  'alert:raised',
  'alert:cleared',
  'room:checked',
  'incident:changed',
  'incident:told',
  'concern:changed',
  'staffing:changed',
  'ratio:breached',
  'ratio:restored',
  'attendance:contradicted',
  'notice:given',
  'notice:withdrawn',
  'health:checked',
  'health:followed-up',
  'pickup:changed',
  'pickup:alarm',
  'pickup:alarm-known',
  'door:waiting',
  'door:answered',
]);

/** Which views an event of the log may concern; null: none. The narrowest id it carries counts. */
function scopeOf(event: StoredEvent): ViewerScope | null {
  if (OPENS_AND_CLOSES_NOTHING.has(event.type)) return null;
  if (event.userId !== null) return { userId: event.userId };
  if (event.cameraId !== null) return { cameraId: event.cameraId };
  if (event.classroomId !== null) return { classroomId: event.classroomId };
  return event.siteId === null ? {} : { siteId: event.siteId };
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
