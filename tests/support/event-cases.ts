import { randomUUID } from 'node:crypto';
import type { EventType } from '../../server/contract/events.ts';
import type { NewEvent } from '../../server/events/append-event.ts';
import type { Cast } from './security-cast.ts';

/** Whoever may have a page open. The neighbour's child is in the same room; the others are of other rooms and sites. */
export const RECIPIENTS = [
  'mother',
  'neighbour',
  'otherMother',
  'blockedFather',
  'caregiver',
  'otherCaregiver',
  'siteAdmin',
  'operatorAdmin',
  'inspector',
  'otherSiteAdmin',
  'orgAdmin',
] as const;
export type Recipient = (typeof RECIPIENTS)[number];
export type Told = Partial<Record<Recipient, object>>;
type Case = { event: Omit<NewEvent, 'type' | 'at'>; told: Told };

const ALARM = randomUUID();
const NOTICE = randomUUID();
const ALERT = randomUUID();
const CHECK = randomUUID();

const toEach = (recipients: Recipient[], view: object): Told =>
  Object.fromEntries(recipients.map((recipient) => [recipient, view]));

/** Of each type what is written, and what each recipient is told, to the last field. A new type is asked for by the compiler. */
export function eventCases(
  cast: () => Cast,
): Record<EventType | 'alert:raised of health' | 'attendance:contradicted of presence', () => Case> {
  return {
    'attendance:checked-in': () =>
      ofChild({ by: '林老师', withName: null }, { by: cast().nursery.caregiverId, withUserId: null }),
    'attendance:transferred': () =>
      ofChild(
        { by: '林老师', fromClassroomName: '大树班' },
        { by: cast().nursery.caregiverId, fromClassroomId: cast().nursery.seniorRoomId },
      ),
    'attendance:corrected': () => {
      const what = { kind: 'checked_in', was: '2026-06-03T01:00:00.000Z', becomes: null };
      return ofChild({ by: '林老师', ...what, withName: null }, { by: cast().nursery.caregiverId, ...what });
    },
    // Of who fetched the child its family hears, too.
    'attendance:contradicted': () =>
      ofChild({ by: '林老师', about: 'departure' }, { by: cast().nursery.caregiverId, about: 'departure' }),
    'attendance:contradicted of presence': () =>
      onlyStaff(ofChild({ by: '林老师', about: 'presence' }, { by: cast().nursery.caregiverId })),
    'attendance:moved-away': () =>
      onlyStaff(
        ofChild(
          { by: '林老师', toClassroomName: '大树班' },
          { by: cast().nursery.caregiverId, toClassroomId: cast().nursery.seniorRoomId },
        ),
      ),
    'attendance:checked-out': () =>
      ofChild(
        { by: '林老师', withName: '王芳' },
        { by: cast().nursery.caregiverId, withUserId: cast().nursery.duoduo.guardianId },
      ),
    'attendance:undone': () =>
      ofChild({ by: '林老师', undid: 'checked_in' }, { by: cast().nursery.caregiverId, undid: 'checked_in' }),
    'notice:given': () => ofNotice(),
    'notice:withdrawn': () => ofNotice(),
    // Not to who only inspects.
    'health:checked': () => {
      const found = { checkId: CHECK, period: 'morning', temperature: 376, isAbnormal: true };
      return ofHealth(
        { by: '林老师', ...found, signs: ['fever', 'cough'], takenBack: false, corrects: false },
        { by: cast().nursery.caregiverId, ...found, signs: 'fever cough', takenBack: false, corrects: false },
      );
    },
    'health:followed-up': () => {
      const done = { checkId: CHECK, kind: 'called', temperature: null };
      return ofHealth({ by: '林老师', ...done }, { by: cast().nursery.caregiverId, ...done });
    },
    'camera:paused': () => ofRoom({ until: '2026-06-03T01:00:00.000Z' }, { until: '2026-06-03T01:00:00.000Z' }),
    'camera:resumed': () => ofRoom({}, {}),
    'camera:state': () => {
      const { event, told } = ofRoom({ phase: 'offline', fault: null }, { phase: 'offline', fault: 'wrong-password' });
      const withFault = { ...told.caregiver, fault: 'wrong-password' };
      return { event, told: { ...told, caregiver: withFault, siteAdmin: withFault } };
    },
    'access:changed': () => {
      const { siteId, classroomId, family } = cast().here;
      const event = { siteId, classroomId, userId: family.guardianId };
      const told = { mother: { siteId, own: true }, ...toEach(['caregiver', 'siteAdmin'], { siteId, own: false }) };
      return { event, told };
    },
    'watching:changed': () => {
      const { siteId, classroomId, cameraId } = cast().here;
      const told = toEach(['caregiver', 'siteAdmin'], { siteId, classroomId, cameraId });
      return { event: { siteId, classroomId, cameraId, userId: cast().here.family.guardianId }, told };
    },
    'staffing:changed': () => {
      const { siteId, classroomId } = cast().here;
      const told = toEach(['caregiver', 'siteAdmin'], { siteId, classroomId, by: '林老师' });
      return { event: { siteId, classroomId, payload: { by: cast().nursery.caregiverId } }, told };
    },
    'ratio:breached': () => ofBreach({ children: 16, staff: 3, limit: 5, rule: 'standard-20' }),
    'ratio:restored': () => ofBreach({}),
    // What a family should answer; that a child is a little late is for its room.
    'alert:raised': () => ofAlert({ isEscalated: false }),
    'alert:cleared': () => ofAlert({}),
    // What ails a child: its family has heard of the check itself, and who only inspects hears nothing.
    'alert:raised of health': () => {
      const alert = { alertId: ALERT, kind: 'health', dueAt: '2026-06-03T00:00:00.000Z', isEscalated: true };
      return onlyStaff(ofHealth(alert, alert));
    },
    // Not to who only inspects, and no child is named.
    'incident:changed': () => {
      const { siteId, classroomId } = cast().here;
      const payload = { incidentId: CHECK, kind: 'bite', step: 'flagged' };
      const view = { siteId, classroomId, classroomName: '小雨滴班', ...payload };
      const told = toEach(['caregiver', 'siteAdmin', 'operatorAdmin'], view);
      return { event: { siteId, classroomId, payload }, told };
    },
    // To the child's family alone: staff have heard of the step.
    'incident:told': () => {
      const { event, told } = ofChild(
        { incidentId: CHECK, kind: 'burn', isGrave: true, what: 'published' },
        { incidentId: CHECK, kind: 'burn', what: 'published' },
      );
      const { classroomId: _classroomId, ...view } = told.mother as { classroomId: string };
      return { event, told: { mother: view } };
    },
    'room:checked': () => {
      const { siteId, classroomId } = cast().here;
      const told = toEach(['caregiver', 'siteAdmin'], { siteId, classroomId, kind: 'sleep_checked' });
      return { event: { siteId, classroomId, payload: { kind: 'sleep_checked' } }, told };
    },
    // Neither the one who looked, nor who only inspects.
    'look:reasoned': () => {
      const { siteId, classroomId, cameraId } = cast().here;
      const viewId = randomUUID();
      const { operatorAdminId } = cast().nursery;
      const event = {
        siteId,
        classroomId,
        cameraId,
        userId: operatorAdminId,
        payload: { viewId, by: operatorAdminId },
      };
      const view = { siteId, classroomId, cameraId, cameraName: '小雨滴班 全景', viewId, by: '周运营' };
      return { event, told: { siteAdmin: view } };
    },
    // Written for each who may read the report: nobody else hears of it, whatever their role.
    'concern:changed': () => {
      const { siteId, operatorAdminId: userId } = cast().nursery;
      const payload = { concernId: CHECK, what: 'reported' };
      return { event: { siteId, userId, payload }, told: toEach(['operatorAdmin'], { siteId, ...payload }) };
    },
    'look:known': () => {
      const { siteId } = cast().here;
      return { event: { siteId }, told: toEach(['siteAdmin'], { siteId }) };
    },
    'pickup:changed': () =>
      ofChild({ by: '王芳', personName: '', what: 'named' }, { by: cast().here.family.guardianId, what: 'named' }),
    // Neither the family nor the room: who stands there must not learn from a screen that the director was called.
    'pickup:alarm': () => {
      const { event, told } = ofChild(
        { childName: '李朵朵', by: '林老师', personName: '李强', what: 'here', alarmId: ALARM },
        { by: cast().nursery.caregiverId, personId: cast().blockedFatherId, what: 'here', alarmId: ALARM },
      );
      return { event, told: { siteAdmin: told.siteAdmin!, operatorAdmin: told.siteAdmin! } };
    },
    'pickup:alarm-known': () => {
      const { siteId } = cast().here;
      return { event: { siteId }, told: toEach(['siteAdmin'], { siteId }) };
    },
    'door:waiting': () => {
      const { event, told } = ofChild(
        { by: '王芳', relation: '妈妈' },
        { by: cast().here.family.guardianId, relation: '妈妈' },
      );
      return { event, told: { caregiver: told.caregiver!, siteAdmin: told.siteAdmin! } };
    },
    'door:answered': () => {
      const { event, told } = ofChild({}, {});
      return { event, told: { caregiver: told.caregiver!, siteAdmin: told.siteAdmin! } };
    },
    'register:changed': () => {
      const { siteId } = cast().here;
      return { event: { siteId, payload: { what: 'people' } }, told: { siteAdmin: { siteId, what: 'people' } } };
    },
  };

  function ofBreach(more: Record<string, string | number>): Case {
    const { siteId, classroomId } = cast().here;
    const payload = { kind: 'ratio', ...more };
    const told = toEach(['caregiver', 'siteAdmin'], { siteId, classroomId, classroomName: '小雨滴班', ...payload });
    return { event: { siteId, classroomId, payload }, told };
  }

  function ofChild(more: object, payload: NonNullable<NewEvent['payload']>): Case {
    const { siteId, classroomId, family } = cast().here;
    const ids = { siteId, classroomId, childId: family.childId };
    const view = { ...ids, childName: '朵朵', classroomName: '小雨滴班', ...more };
    return { event: { ...ids, payload }, told: toEach(['mother', 'caregiver', 'siteAdmin'], view) };
  }

  function onlyStaff({ event, told: { mother: _mother, ...told } }: Case): Case {
    return { event, told };
  }

  function ofHealth(more: object, payload: NonNullable<NewEvent['payload']>): Case {
    const { event, told } = ofChild(more, payload);
    return { event, told: { ...told, operatorAdmin: told.siteAdmin! } };
  }

  /** Of a child that did not come and whose family said nothing. */
  function ofAlert(more: { isEscalated?: boolean }): Case {
    const alert = { alertId: ALERT, kind: 'absent', dueAt: '2026-06-03T00:00:00.000Z', ...more };
    return ofChild(alert, alert);
  }

  function ofNotice(): Case {
    const notice = { noticeId: NOTICE, kind: 'absence', fromDay: '2026-06-03', toDay: '2026-06-04', reason: 'sick' };
    return ofChild(
      { by: '王芳', ...notice, untilMinute: null, withName: null },
      { by: cast().here.family.guardianId, ...notice, untilMinute: null, withUserId: null, withPickupId: null },
    );
  }

  function ofRoom(more: object, payload: NonNullable<NewEvent['payload']>): Case {
    const { siteId, classroomId, cameraId } = cast().here;
    const ids = { siteId, classroomId, cameraId };
    const view = { ...ids, cameraName: '小雨滴班 全景', ...more };
    return { event: { ...ids, payload }, told: toEach(['mother', 'neighbour', 'caregiver', 'siteAdmin'], view) };
  }
}
