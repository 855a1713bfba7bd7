import type { UserId } from '#contract/ids.ts';
import { DeviceSession } from '#contract/sign-in.ts';
import { accessToken } from '../../shared/access-token.ts';
import { request, requestUnsigned } from '../../shared/api.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { createStore, useStore } from '../../shared/store.ts';

/** What this browser is as a device of a room. Its secret is a cookie that no script sees. */
export type Tablet =
  { phase: 'unknown' } | { phase: 'not-paired' } | { phase: 'revoked' } | { phase: 'paired'; device: DeviceSession };

export const tablet = createStore<Tablet>({ phase: 'unknown' });
export const useTablet = (): Tablet => useStore(tablet);

/** @throws ProblemError 'wrong-code', 'too-many-tries' */
export async function pairTablet(code: string): Promise<void> {
  begin(await requestUnsigned(DeviceSession, 'POST', '/api/device/pair', { code }));
}

/** At the start of the page. Throws when the server is out of reach or fails. */
export async function resumeTablet(): Promise<void> {
  await renewTablet();
}

/**
 * Says who acts on this tablet from now on.
 * @throws ProblemError 'wrong-pin', 'too-many-tries'
 */
export async function actAs(userId: UserId, pin: string): Promise<void> {
  begin(await request(DeviceSession, 'POST', '/api/device/act', { userId, pin }));
}

export async function stopActing(): Promise<void> {
  begin(await request(DeviceSession, 'DELETE', '/api/device/act'));
}

/** Nothing of the room stays: neither the token nor what was read with it. */
export function markRevoked(): void {
  accessToken.set(null);
  tablet.set({ phase: 'revoked' });
}

function begin(device: DeviceSession): void {
  accessToken.set(device.accessToken);
  accessToken.renewWith(renewTablet);
  tablet.set({ phase: 'paired', device });
}

/** Null when this is no tablet any more; throws when the server could not say, which is worth another try. */
async function renewTablet(): Promise<string | null> {
  try {
    const device = await requestUnsigned(DeviceSession, 'POST', '/api/device/refresh');
    begin(device);
    return device.accessToken;
  } catch (error) {
    if (isProblem(error, 'device-revoked')) markRevoked();
    else if (isProblem(error, 'not-signed-in')) tablet.set({ phase: 'not-paired' });
    else throw error;
    return null;
  }
}
