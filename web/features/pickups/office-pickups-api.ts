import type { ChildId, PickupPersonId } from '#contract/ids.ts';
import { ChildPickups } from '#contract/pickups.ts';
import { Nothing, request } from '../../shared/api.ts';

export const readChildPickups = (childId: ChildId) =>
  request(ChildPickups, 'GET', `/api/admin/children/${childId}/pickups`);

export const withdrawPickup = (pickupId: PickupPersonId, reason: string) =>
  request(Nothing, 'POST', `/api/admin/pickups/${pickupId}/withdraw`, { reason });

/** Says that one knows of a call for the director. */
export const acknowledgeAlarm = (alarmId: string) =>
  request(Nothing, 'POST', `/api/admin/pickup-alarms/${alarmId}/acknowledge`, {});
