import type { z } from 'zod';
import type { ChildId, PickupPersonId, UserId } from '#contract/ids.ts';
import { CheckedPickup } from '#contract/pickups.ts';
import { Nothing, request, requestBlob } from '../../shared/api.ts';

/** @throws ProblemError 'wrong-pickup-code', 'too-many-tries' */
export const checkPickupCode = (childId: ChildId, code: string): Promise<z.infer<typeof CheckedPickup>> =>
  request(CheckedPickup, 'POST', '/api/pickups/codes/check', { childId, code });

/** Calls the director: a person who is kept from the child is here. Nothing is heard of it on the tablet. */
export const raisePickupAlarm = (childId: ChildId, userId: UserId) =>
  request(Nothing, 'POST', '/api/pickups/alarms', { childId, userId });

export const readPickupPhoto = (pickupId: PickupPersonId): Promise<Blob> =>
  requestBlob(`/api/pickups/${pickupId}/photo`);
