import { SubscribeBrowser, type PushSubscriptionId } from '../contract/notifications.ts';
import type { Sealer } from '../platform/sealer.ts';

const boundTo = (id: string): string => `kanwa push subscription ${id}`;

export const sealSubscription = (
  sealer: Sealer,
  id: PushSubscriptionId,
  subscription: SubscribeBrowser,
): Uint8Array<ArrayBuffer> => sealer.seal(boundTo(id), Buffer.from(JSON.stringify(subscription)));

/** @throws Error when the master key is another one, or the row was changed */
export const openSubscription = (sealer: Sealer, id: string, sealed: Uint8Array): SubscribeBrowser =>
  SubscribeBrowser.parse(JSON.parse(Buffer.from(sealer.open(boundTo(id), sealed)).toString()));
