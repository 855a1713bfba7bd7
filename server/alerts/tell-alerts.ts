import type { StandingAlert } from '../contract/alerts.ts';
import { appendEvent } from '../events/append-event.ts';
import { localDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { AlertSource } from './alert-source.ts';
import {
  answerOf,
  insertAlert,
  lockSubject,
  markCleared,
  markEscalated,
  type ClockSite,
  type ToldAlert,
} from './alerts-store.ts';

/** What is judged anew while nobody can answer it: the alert's own site, source and moment. */
export type Moment = { db: Db; source: AlertSource; site: ClockSite; now: Date };
type Subject = Pick<StandingAlert, 'key' | 'childId' | 'classroomId'>;

/** Runs `act` with what stands of this key now, in one transaction in which nobody can answer it. */
const judged = <T>(
  { db, source, site, now }: Moment,
  about: Subject,
  act: (tx: Tx, stands: StandingAlert | undefined) => Promise<T>,
): Promise<T> =>
  db.$transaction(async (tx) => {
    await lockSubject(tx, about);
    const { childId, classroomId } = about;
    const asked = { site, day: localDay(now, site.timeZone), now };
    const standing = await source.standing(tx, { ...asked, ...(childId === null ? { classroomId } : { childId }) });
    return act(
      tx,
      standing.find(({ key }) => key === about.key),
    );
  });

/** Tells of it, once for ever: the row and its event come together. What was answered meanwhile is not told. */
export const raiseAlert = (moment: Moment, about: StandingAlert): Promise<boolean> =>
  judged(moment, about, async (tx, stands) => {
    if (stands === undefined) return false;
    const { site, now } = moment;
    const isEscalated = stands.escalatesAt !== null && stands.escalatesAt <= now;
    const row = { ...stands, siteId: site.siteId, day: localDay(now, site.timeZone), raisedAt: now };
    const alertId = await insertAlert(tx, { ...row, escalatedAt: isEscalated ? now : null });
    if (alertId === null) return false;
    await appendTold(tx, 'alert:raised', { ...row, id: alertId }, { at: now, isEscalated });
    return true;
  });

/** Tells the director of one that still stands, once. */
export const escalateAlert = (moment: Moment, alert: ToldAlert): Promise<boolean> =>
  judged(moment, alert, async (tx, stands) => {
    if (stands === undefined || !(await markEscalated(tx, alert.id, moment.now))) return false;
    await appendTold(tx, 'alert:raised', alert, { at: moment.now, isEscalated: true });
    return true;
  });

/** Takes it back when it stands no more, and writes down which record answered it. */
export const clearAlert = (moment: Moment, alert: ToldAlert): Promise<boolean> =>
  judged(moment, alert, async (tx, stands) => {
    if (stands !== undefined) return false;
    if (!(await markCleared(tx, alert.id, moment.now, await answerOf(tx, alert)))) return false;
    await appendTold(tx, 'alert:cleared', alert, { at: moment.now });
    return true;
  });

type Told = { id: string; kind: string; siteId: string; classroomId: string; childId: string | null; dueAt: Date };

const appendTold = (
  tx: Tx,
  type: 'alert:raised' | 'alert:cleared',
  { id, kind, dueAt, siteId, classroomId, childId }: Told,
  { at, ...more }: { at: Date; isEscalated?: boolean },
): Promise<void> =>
  appendEvent(tx, {
    ...{ type, at, siteId, classroomId, childId },
    payload: { alertId: id, kind, dueAt: dueAt.toISOString(), ...more },
  });
