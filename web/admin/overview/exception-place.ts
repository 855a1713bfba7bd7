import type { Exception, SetupStep } from '#contract/dashboard.ts';
import type { Me } from '#contract/sign-in.ts';
import type { Permission } from '#contract/roles.ts';
import { may, type Screen } from '../may-open.ts';

const SETUP_SCREEN: Record<SetupStep, Screen> = {
  'no-hours': 'sites',
  'no-rooms': 'sites',
  'no-cameras': 'cameras',
  'no-basis': 'sites',
  'consents-missing': 'consents',
  'live-off': 'sites',
};

const SETUP_NEEDS: Record<SetupStep, Permission> = {
  'no-hours': 'sites:write',
  'no-rooms': 'sites:write',
  'no-cameras': 'cameras:write',
  'no-basis': 'sites:write',
  'consents-missing': 'families:write',
  'live-off': 'sites:write',
};
// The compiler asks here what a new exception needs to be seen to.
const NEEDS: Record<Exclude<Exception['kind'], 'setup'>, Permission> = {
  camera: 'cameras:write',
  'no-signage': 'cameras:write',
  tablet: 'devices:write',
  alert: 'tasks:write',
  incident: 'incidents:review',
  concern: 'concerns:read',
  'over-capacity': 'sites:write',
  'over-ratio': 'staffing:read',
  'staff-unrecorded': 'staffing:read',
  'room-blocked': 'families:write',
  'scans-waiting': 'families:write',
  look: 'rights:write',
  'pickup-alarm': 'rights:write',
};

/** Whether this reader can see to it; who only reads is shown it without a button, and it waits for somebody else. */
export const mayActOn = (me: Me, exception: Exception): boolean =>
  may(me, exception.kind === 'setup' ? SETUP_NEEDS[exception.step] : NEEDS[exception.kind]);

type PlaceOf = { screen: Screen; search: Record<string, string> } | { path: string };

/** Where it is seen to; null for what is only to be known of. */
export function placeOf(exception: Exception): PlaceOf | null {
  if (isOnItsPage(exception)) return { path: pathOf(exception) };
  switch (exception.kind) {
    case 'camera':
      return { screen: 'cameras', search: { camera: exception.cameraId } };
    case 'no-signage':
      return { screen: 'cameras', search: {} };
    case 'tablet':
      return { screen: 'staff', search: { tab: 'tablets' } };
    case 'setup':
      return { screen: SETUP_SCREEN[exception.step], search: {} };
    case 'alert':
      return placeOfAlert(exception);
    case 'over-ratio':
      return { screen: 'staffing', search: { tab: 'ratio', room: exception.classroomId } };
    case 'staff-unrecorded':
      return { screen: 'staffing', search: {} };
    case 'over-capacity':
    case 'room-blocked':
      return { screen: 'sites', search: { room: exception.classroomId } };
    case 'scans-waiting':
      return { screen: 'consents', search: { tab: 'papers' } };
    case 'look':
    case 'pickup-alarm':
      return null;
  }
}

function placeOfAlert({ alert, classroomId }: Extract<Exception, { kind: 'alert' }>): PlaceOf | null {
  if (alert === 'health') return { screen: 'health', search: { room: classroomId } };
  return alert === 'daily_check' ? { screen: 'sites', search: {} } : null;
}

/** What has a page of its own. */
type OnItsPage = Extract<Exception, { kind: 'incident' | 'concern' }>;
const isOnItsPage = (exception: Exception): exception is OnItsPage =>
  exception.kind === 'incident' || exception.kind === 'concern';
const pathOf = (exception: OnItsPage): string =>
  exception.kind === 'incident' ? `incidents/${exception.incidentId}` : `concerns/${exception.concernId}`;

/** A look is one line whatever view of it is the newest; the others are told apart by what they are about. */
export function keyOf(exception: Exception): string {
  const about = (): string => {
    if (isOnItsPage(exception)) return pathOf(exception);
    switch (exception.kind) {
      case 'camera':
        return exception.cameraId;
      case 'tablet':
        return exception.deviceId;
      case 'setup':
        return exception.step;
      case 'look':
        return exception.viewId;
      case 'pickup-alarm':
        return exception.alarmId;
      case 'alert':
        return `${exception.classroomId} ${exception.alert}`;
      case 'over-capacity':
      case 'over-ratio':
      case 'room-blocked':
        return exception.classroomId;
      case 'staff-unrecorded':
      case 'scans-waiting':
      case 'no-signage':
        return '';
    }
  };
  return [exception.kind, exception.siteId, about()].join(' ');
}
