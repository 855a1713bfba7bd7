import type { z } from 'zod';
import type { PickupPersonId } from '#contract/ids.ts';
import { type NamePickup, OwnPickups, PickupCode, PickupNamed } from '#contract/pickups.ts';
import { Nothing, request } from '../../shared/api.ts';

export type Named = z.input<typeof NamePickup>;

export const readOwnPickups = () => request(OwnPickups, 'GET', '/api/pickups');

/** The person first, then how they look: a photo that is not taken leaves the person, and is chosen again. */
export const namePickup = async (person: Named): Promise<PickupPersonId> =>
  (await request(PickupNamed, 'POST', '/api/pickups', person)).pickupId;

export const sendPhoto = (pickupId: PickupPersonId, photo: Blob) =>
  request(Nothing, 'PUT', `/api/pickups/${pickupId}/photo`, photo);

/** The answer holds the code, which nobody can read again. */
export const makePickupCode = (person: Named): Promise<PickupCode> =>
  request(PickupCode, 'POST', '/api/pickups/codes', person);

export const withdrawPickup = (pickupId: PickupPersonId) => request(Nothing, 'DELETE', `/api/pickups/${pickupId}`);

export const PICKUPS_KEY = ['pickups'] as const;
