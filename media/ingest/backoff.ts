import type { CameraFault } from '../contract.ts';

const FIRST_MS = 500;
/** A camera that comes back shall be live within 3 s of answering: what may pass by itself is tried this often. */
const SOON_MS = 1_500;
const LATER_MS = 30_000;
const PASSING: readonly CameraFault[] = ['unreachable', 'no-answer', 'went-silent', 'closed-by-camera'];

/**
 * How long to wait before the next connection. A wrong password is never tried again soon, for cameras lock out
 * whoever keeps guessing; what is wrong with the camera's settings is tried rarely.
 *
 * @param failures how many connections in a row failed since the last picture, from 1 on
 * @param random 0 … 1: spreads the cameras of a building that all went down together
 */
export function backoffMs(fault: CameraFault, failures: number, random: number): number {
  if (fault === 'wrong-password') return LATER_MS * (1 + random);
  const capMs = PASSING.includes(fault) ? SOON_MS : LATER_MS;
  return Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 10), capMs) * (0.5 + random / 2);
}

/** Will this fault pass by itself? If not, nobody needs to wait before they are told. */
export const mayPass = (fault: CameraFault): boolean => PASSING.includes(fault);
