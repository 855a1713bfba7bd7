import type { UserId } from '#contract/ids.ts';
import { type Actor, DeviceSession } from '#contract/sign-in.ts';
import { accessToken } from '../../shared/access-token.ts';
import { request, requestUnsigned } from '../../shared/api.ts';
import { isProblem, ProblemError } from '../../shared/problem-error.ts';
import { createStore, useStore } from '../../shared/store.ts';
import { keptDevice } from './kept-device.ts';

/**
 * What this browser is as a device of a room. Its secret is a cookie that no script sees. `unconfirmed`: opened without a
 * network, or somebody was chosen without one; the server has not said yet who acts.
 */
export type Tablet =
  | { phase: 'unknown' }
  | { phase: 'not-paired' }
  | { phase: 'revoked' }
  | { phase: 'paired'; device: DeviceSession; unconfirmed?: true };

/** What weighs more asks for the PIN again, but not twice in one hand-over of a family with two children. */
const PROVEN_FOR_MS = 120_000;

export const tablet = createStore<Tablet>({ phase: 'unknown' });
export const useTablet = (): Tablet => useStore(tablet);

let provenAt = -Infinity;

/** @throws ProblemError 'wrong-code', 'too-many-tries' */
export async function pairTablet(code: string): Promise<void> {
  const device = await requestUnsigned(DeviceSession, 'POST', '/api/device/pair', { code });
  forgetShown();
  keptDevice.takeOverWaiting(device);
  keptDevice.askToStay();
  begin(device);
}

/** At the start of the page, and until the server has answered. Throws when it is out of reach or fails. */
export async function resumeTablet(): Promise<void> {
  try {
    await renewTablet();
  } catch (error) {
    if (!(error instanceof ProblemError)) openKept();
    throw error;
  }
}

/** Without a network the tablet is what it was; what is recorded waits until the server has said who acts. */
function openKept(): void {
  const device = keptDevice.read();
  if (tablet.get().phase !== 'unknown' || !device) return;
  accessToken.renewWith(renewTablet);
  tablet.set({ phase: 'paired', device, unconfirmed: true });
}

/**
 * Says who acts on this tablet from now on.
 * @throws ProblemError 'wrong-pin', 'too-many-tries'
 */
export async function actAs(userId: UserId, pin: string): Promise<void> {
  begin(await request(DeviceSession, 'POST', '/api/device/act', { userId, pin }));
  provenAt = Date.now();
}

/** Whoever stands here, chosen without a network: their records wait for their PIN. */
export function chooseUnproven(actor: Actor): void {
  const current = tablet.get();
  if (current.phase === 'paired')
    tablet.set({ phase: 'paired', device: { ...current.device, actor }, unconfirmed: true });
}

/** Whether whoever acts has entered their PIN a moment ago. */
export const isProvenJustNow = (): boolean => Date.now() - provenAt < PROVEN_FOR_MS;

/** Whoever says their PIN in one tab acts in every tab of this tablet, as the server has it. @returns how to stop */
export function followOtherTabs(): () => void {
  const follow = (event: StorageEvent): void => {
    const current = tablet.get();
    const kept = keptDevice.keptElsewhere(event);
    if (current.phase !== 'paired' || kept?.deviceId !== current.device.deviceId) return;
    if (kept.actor?.userId !== current.device.actor?.userId) provenAt = -Infinity;
    tablet.set({ phase: 'paired', device: { ...current.device, actor: kept.actor } });
  };
  window.addEventListener('storage', follow);
  return () => window.removeEventListener('storage', follow);
}

export async function stopActing(): Promise<void> {
  provenAt = -Infinity;
  begin(await request(DeviceSession, 'DELETE', '/api/device/act'));
}

/** Nothing of the room stays: neither the token nor what was read with it. */
export function markRevoked(): void {
  accessToken.set(null);
  provenAt = -Infinity;
  keptDevice.forget();
  tablet.set({ phase: 'revoked' });
}

function begin(device: DeviceSession): void {
  accessToken.set(device.accessToken);
  accessToken.renewWith(renewTablet);
  keptDevice.keep(device);
  tablet.set({ phase: 'paired', device });
}

/** A cookie that was lost or ran out says nothing against the tablet: what is unsent waits until it is paired again. */
function forgetShown(): void {
  provenAt = -Infinity;
  keptDevice.forgetShown();
}

/** Null when this is no tablet any more; throws when the server could not say, which is worth another try. */
async function renewTablet(): Promise<string | null> {
  try {
    const device = await requestUnsigned(DeviceSession, 'POST', '/api/device/refresh');
    begin(device);
    return device.accessToken;
  } catch (error) {
    if (isProblem(error, 'device-revoked')) markRevoked();
    else if (isProblem(error, 'not-signed-in')) {
      forgetShown();
      tablet.set({ phase: 'not-paired' });
    } else throw error;
    return null;
  }
}
