import { appendEvents } from '../events/append-event.ts';
import { localDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { AlertSource } from './alert-source.ts';
import {
  insertAlerts,
  lockSubjects,
  markCleared,
  markEscalated,
  toldAlerts,
  type ClockSite,
  type NewAlert,
  type ToldAlert,
} from './alerts-store.ts';
import type { StandingAlert } from './standing-alert.ts';
import { toldByKey } from './what-changed.ts';

/** So many are judged and told in one transaction: none of them can be answered meanwhile. */
const AT_ONCE = 50;

/** What is judged anew while nobody can answer it: the alerts' own site, source and moment. */
export type Moment = { db: Db; source: AlertSource; site: ClockSite; now: Date };
type Subject = Pick<StandingAlert, 'key' | 'childId' | 'classroomId'>;
type Standing = ReadonlyMap<string, StandingAlert>;

/** Runs `act` with what stands now of these, by the key under which it is told, in transactions in which nobody can answer them. */
async function judged<A extends Subject>(
  { db, source, site, now }: Moment,
  alerts: readonly A[],
  act: (tx: Tx, some: readonly A[], stands: Standing) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < alerts.length; from += AT_ONCE) {
    const some = alerts.slice(from, from + AT_ONCE);
    await db.$transaction(async (tx) => {
      await lockSubjects(tx, some);
      const asked = { site, day: localDay(now, site.timeZone), now };
      const standing = await source.standing(tx, {
        ...asked,
        ...(source.isOf === 'children'
          ? { childIds: some.flatMap(({ childId }) => childId ?? []) }
          : { classroomIds: some.map(({ classroomId }) => classroomId) }),
      });
      const told = await toldAlerts(tx, { siteId: site.siteId, day: asked.day, kinds: source.kinds });
      await act(tx, some, toldByKey(standing, told));
    });
  }
}

/** Tells of them, each once: rows and events come together. What was answered meanwhile is not told. */
export const raiseAlerts = (moment: Moment, alerts: readonly StandingAlert[]): Promise<void> =>
  judged(moment, alerts, async (tx, some, stands) => {
    const { site, now } = moment;
    const day = localDay(now, site.timeZone);
    const rows = some.flatMap(({ key }): NewAlert[] => {
      const alert = stands.get(key);
      if (alert === undefined) return [];
      const isEscalated = alert.escalatesAt !== null && alert.escalatesAt <= now;
      return [{ ...alert, siteId: site.siteId, day, raisedAt: now, escalatedAt: isEscalated ? now : null }];
    });
    const ids = await insertAlerts(tx, rows);
    const told = rows.flatMap((row) => {
      const id = ids.get(row.key);
      return id === undefined ? [] : [{ ...row, id, more: { isEscalated: row.escalatedAt !== null } }];
    });
    await appendTold(tx, 'alert:raised', told, now);
  });

/** Tells the director of those that still stand, once. */
export const escalateAlerts = (moment: Moment, alerts: readonly ToldAlert[]): Promise<void> =>
  judged(moment, alerts, async (tx, some, stands) => {
    const standing = some.filter(({ key }) => stands.has(key));
    const ids = await markEscalated(
      tx,
      standing.map(({ id }) => id),
      moment.now,
    );
    const told = standing.filter(({ id }) => ids.has(id)).map((alert) => ({ ...alert, more: { isEscalated: true } }));
    await appendTold(tx, 'alert:raised', told, moment.now);
  });

/** Takes those back that stand no more, and writes down which record answered each. */
export const clearAlerts = (moment: Moment, alerts: readonly ToldAlert[]): Promise<void> =>
  judged(moment, alerts, async (tx, some, stands) => {
    const over = some.filter(({ key }) => !stands.has(key));
    const ids = await markCleared(
      tx,
      over.map(({ id }) => id),
      moment.now,
    );
    const told = over.filter(({ id }) => ids.has(id)).map((alert) => ({ ...alert, more: {} }));
    await appendTold(tx, 'alert:cleared', told, moment.now);
  });

type Told = Pick<ToldAlert, 'id' | 'kind' | 'siteId' | 'classroomId' | 'childId' | 'dueAt'> & {
  more: { isEscalated?: boolean };
};

const appendTold = (tx: Tx, type: 'alert:raised' | 'alert:cleared', alerts: readonly Told[], at: Date): Promise<void> =>
  appendEvents(
    tx,
    alerts.map(({ id, kind, dueAt, siteId, classroomId, childId, more }) => ({
      ...{ type, at, siteId, classroomId, childId },
      payload: { alertId: id, kind, dueAt: dueAt.toISOString(), ...more },
    })),
  );
