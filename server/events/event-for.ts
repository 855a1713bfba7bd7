import { type AlertKind, FAMILY_ALERTS } from '../contract/alerts.ts';
import { EventView, type EventType } from '../contract/events.ts';
import { isGrave } from '../contract/incidents.ts';
import type { Names } from './event-names-store.ts';
import type { StoredEvent } from './event-store.ts';
import type { Recipient } from './recipient-store.ts';

/** As whom someone hears of an event; null: not at all. */
export type Part = 'family' | 'staff' | 'admin' | null;

/**
 * The one place where an event becomes what one recipient may read: pure. Family hears of its own child by name and of
 * its rooms' cameras without faults; staff of their rooms; administrators of their sites.
 * @returns null when this recipient hears nothing of it
 */
export function eventFor(recipient: Recipient, event: StoredEvent, names: Names): EventView | null {
  const part = partOf(recipient, event);
  return part === null ? null : viewFor(part, event, names);
}

export const partOf = (recipient: Recipient, event: StoredEvent): Part => PART[event.type](recipient, event);

/** What everybody who hears of it in this part reads: nothing in it depends on the recipient otherwise. */
export function viewFor(part: Exclude<Part, null>, event: StoredEvent, names: Names): EventView | null {
  const view = EventView.safeParse({ ...base(event), ...BODY[event.type](event, names, part) });
  return view.success ? view.data : null;
}

const isStaff = (r: Recipient, e: StoredEvent): Part => {
  if (e.siteId !== null && r.adminSiteIds.has(e.siteId)) return 'admin';
  return e.classroomId !== null && r.staffClassroomIds.has(e.classroomId) ? 'staff' : null;
};
const ofChild = (r: Recipient, e: StoredEvent): Part =>
  e.childId !== null && r.childIds.has(e.childId) ? 'family' : isStaff(r, e);
const ofRoom = (r: Recipient, e: StoredEvent): Part =>
  isStaff(r, e) ?? (e.classroomId !== null && r.familyClassroomIds.has(e.classroomId) ? 'family' : null);
const ofAnyone = (r: Recipient, e: StoredEvent): Part => {
  if (e.userId !== null) return e.userId === r.userId ? 'family' : isStaff(r, e);
  if (e.childId !== null) return ofChild(r, e);
  if (e.classroomId !== null) return ofRoom(r, e);
  return e.siteId !== null && r.familySiteIds.has(e.siteId) ? 'family' : isStaff(r, e);
};
/** A line for one more room: who hears of one before it, which are of the rooms `toldIn`, hears of no second. */
const ofNotice = (r: Recipient, e: StoredEvent): Part => {
  const { toldIn } = e.payload;
  if (typeof toldIn !== 'string') return ofChild(r, e);
  const hasHeard = toldIn.split(' ').some((classroomId) => ofChild(r, { ...e, classroomId }) !== null);
  return hasHeard ? null : isStaff(r, e);
};
/** What ails a child is for its family, its room and who answers for the site; not for inspectors. */
const ofHealth = (r: Recipient, e: StoredEvent): Part => unlessInspecting(ofChild(r, e), r, e);
const unlessInspecting = (part: Part, r: Recipient, e: StoredEvent): Part =>
  part === 'admin' && !(e.siteId !== null && r.answersForSiteIds.has(e.siteId)) ? null : part;
/** Who is asked for a signature is told so, also of a child that has left since: the family still reads and signs it. */
const ofOwnIncident = (r: Recipient, e: StoredEvent): Part =>
  e.childId !== null && (r.childIds.has(e.childId) || r.formerChildIds.has(e.childId)) ? 'family' : null;
/** What happened in a room is for it and for who answers for the site; not for inspectors. */
const ofIncident = (r: Recipient, e: StoredEvent): Part => unlessInspecting(isStaff(r, e), r, e);
const ofAdmin = (r: Recipient, e: StoredEvent): Part => (isStaff(r, e) === 'admin' ? 'admin' : null);
const ofAnswering = (r: Recipient, e: StoredEvent): Part =>
  e.siteId !== null && r.answersForSiteIds.has(e.siteId) ? 'admin' : null;
/** Written for each who may read the report, and heard only while they still answer for the site. */
const ofConcern = (r: Recipient, e: StoredEvent): Part =>
  e.userId !== null && e.userId === r.userId ? ofAnswering(r, e) : null;
/** That a child is a little late is for its room to know; the family is told what it should answer. */
const ofAlert = (r: Recipient, e: StoredEvent): Part => {
  const kind = e.payload['kind'] as AlertKind;
  if (kind === 'health') return unlessInspecting(isStaff(r, e), r, e);
  return FAMILY_ALERTS.includes(kind) ? ofChild(r, e) : isStaff(r, e);
};
/** Not the one whose look it was. */
const ofSecondPerson = (r: Recipient, e: StoredEvent): Part =>
  e.siteId !== null && r.answersForSiteIds.has(e.siteId) && e.userId !== r.userId ? 'admin' : null;

const PART: Record<EventType, (r: Recipient, e: StoredEvent) => Part> = {
  'attendance:checked-in': ofChild,
  'attendance:checked-out': ofChild,
  'attendance:undone': ofChild,
  'attendance:transferred': ofChild,
  'attendance:corrected': ofChild,
  'attendance:contradicted': (r, e) => (e.payload['about'] === 'departure' ? ofChild(r, e) : isStaff(r, e)),
  'attendance:moved-away': isStaff,
  'notice:given': ofNotice,
  'notice:withdrawn': ofNotice,
  'health:checked': ofHealth,
  'health:followed-up': ofHealth,
  'camera:paused': ofRoom,
  'camera:resumed': ofRoom,
  'camera:state': ofRoom,
  'access:changed': ofAnyone,
  'watching:changed': isStaff,
  'staffing:changed': isStaff,
  'ratio:breached': isStaff,
  'ratio:restored': isStaff,
  'look:reasoned': ofSecondPerson,
  'look:known': ofAdmin,
  'pickup:changed': ofChild,
  'pickup:alarm': ofAnswering,
  'pickup:alarm-known': ofAdmin,
  'door:waiting': isStaff,
  'door:answered': isStaff,
  'alert:raised': ofAlert,
  'alert:cleared': ofAlert,
  'room:checked': isStaff,
  'incident:changed': ofIncident,
  'incident:told': ofOwnIncident,
  'concern:changed': ofConcern,
  'register:changed': ofAdmin,
};

const base = ({ type, position, at, siteId, payload: { recordedAt } }: StoredEvent) => ({
  ...{ type, position, at: at.toISOString(), siteId },
  ...(recordedAt !== undefined && { recordedAt }),
});
const child = (e: StoredEvent, names: Names) => ({
  childId: e.childId,
  childName: names.child(e.childId),
  classroomId: e.classroomId,
  classroomName: names.classroom(e.classroomId),
  by: names.user(e.payload['by']),
});
const notice = (e: StoredEvent, names: Names) => {
  const { noticeId, kind, fromDay, toDay, reason, untilMinute, withUserId, withPickupId } = e.payload;
  const withName = withUserId ? names.user(withUserId) : withPickupId ? names.pickup(withPickupId) : null;
  return { ...child(e, names), noticeId, kind, fromDay, toDay, reason, untilMinute, withName };
};
/** Who brought or fetched the child; null where that was not recorded. */
const companion = ({ payload }: StoredEvent, names: Names): string | null => {
  if (payload['withUserId']) return names.user(payload['withUserId']);
  return payload['withPickupId'] ? names.pickup(payload['withPickupId']) : null;
};
const camera = (e: StoredEvent, names: Names) => ({
  cameraId: e.cameraId,
  cameraName: names.camera(e.cameraId),
  classroomId: e.classroomId,
});

const alert = (e: StoredEvent, names: Names) => ({
  alertId: e.payload['alertId'],
  kind: e.payload['kind'],
  dueAt: e.payload['dueAt'],
  classroomId: e.classroomId,
  classroomName: names.classroom(e.classroomId),
  childId: e.childId,
  childName: e.childId === null ? null : names.child(e.childId),
});
const breach = (e: StoredEvent, names: Names) => ({
  classroomId: e.classroomId,
  classroomName: names.classroom(e.classroomId),
  kind: e.payload['kind'],
});

const BODY: Record<EventType, (e: StoredEvent, names: Names, part: Exclude<Part, null>) => object> = {
  'attendance:checked-in': (e, names) => ({ ...child(e, names), withName: companion(e, names) }),
  'attendance:checked-out': (e, names) => ({ ...child(e, names), withName: companion(e, names) }),
  'attendance:undone': (e, names) => ({ ...child(e, names), undid: e.payload['undid'] }),
  'notice:given': notice,
  'notice:withdrawn': notice,
  'health:checked': (e, names) => {
    const { checkId, period, temperature, signs, isAbnormal, takenBack, corrects } = e.payload;
    const signsSeen = typeof signs === 'string' && signs !== '' ? signs.split(' ') : [];
    return { ...child(e, names), checkId, period, temperature, signs: signsSeen, isAbnormal, takenBack, corrects };
  },
  'health:followed-up': (e, names) => {
    const { checkId, kind, temperature } = e.payload;
    return { ...child(e, names), checkId, kind, temperature };
  },
  'attendance:transferred': (e, names) => ({
    ...child(e, names),
    fromClassroomName: names.classroom(e.payload['fromClassroomId']),
  }),
  'attendance:corrected': (e, names) => ({
    ...child(e, names),
    kind: e.payload['kind'],
    was: e.payload['was'],
    becomes: e.payload['becomes'],
    withName: companion(e, names),
  }),
  'attendance:contradicted': (e, names) => ({ ...child(e, names), about: e.payload['about'] ?? 'presence' }),
  'attendance:moved-away': (e, names) => ({
    ...child(e, names),
    toClassroomName: names.classroom(e.payload['toClassroomId']),
  }),
  'camera:paused': (e, names) => ({ ...camera(e, names), until: e.payload['until'] }),
  'camera:resumed': camera,
  'camera:state': (e, names, part) => ({
    ...camera(e, names),
    phase: e.payload['phase'],
    fault: part === 'family' ? null : e.payload['fault'],
  }),
  // Of an event that names a person, the family part is that person's.
  'access:changed': (e, _names, part) => ({ own: part === 'family' && e.userId !== null }),
  'watching:changed': (e) => ({ cameraId: e.cameraId, classroomId: e.classroomId }),
  'staffing:changed': (e, names) => ({ classroomId: e.classroomId, by: names.user(e.payload['by']) }),
  'ratio:breached': (e, names) => ({ ...breach(e, names), ...e.payload }),
  'ratio:restored': breach,
  'look:reasoned': (e, names) => ({
    ...camera(e, names),
    viewId: e.payload['viewId'],
    by: names.user(e.payload['by']),
  }),
  'look:known': () => ({}),
  'pickup:changed': (e, names) => ({
    ...child(e, names),
    personName: names.pickup(e.payload['pickupId']),
    what: e.payload['what'],
  }),
  'pickup:alarm': (e, names) => ({
    ...child(e, names),
    childName: names.childInFull(e.childId), // as in the list of alarms beside it
    alarmId: e.payload['alarmId'],
    personName: names.user(e.payload['personId']),
    what: e.payload['what'],
  }),
  'pickup:alarm-known': () => ({}),
  'door:waiting': (e, names) => ({ ...child(e, names), relation: e.payload['relation'] }),
  'door:answered': child,
  'alert:raised': (e, names) => ({ ...alert(e, names), isEscalated: e.payload['isEscalated'] }),
  'alert:cleared': (e, names) => alert(e, names),
  'incident:changed': (e, names) => ({
    incidentId: e.payload['incidentId'],
    kind: e.payload['kind'],
    step: e.payload['step'],
    ...(e.payload['why'] !== undefined && { why: e.payload['why'] }),
    ...(e.payload['isUndo'] === true && { isUndo: true }),
    classroomId: e.classroomId,
    classroomName: names.classroom(e.classroomId),
  }),
  'incident:told': (e, names) => ({
    incidentId: e.payload['incidentId'],
    kind: e.payload['kind'],
    isGrave: isGrave(String(e.payload['kind'])),
    what: e.payload['what'],
    childId: e.childId,
    childName: names.child(e.childId),
    classroomName: names.classroom(e.classroomId),
  }),
  'concern:changed': (e) => ({ concernId: e.payload['concernId'], what: e.payload['what'] }),
  'room:checked': (e) => ({ classroomId: e.classroomId, kind: e.payload['kind'] }),
  'register:changed': (e) => ({ what: e.payload['what'] }),
};
