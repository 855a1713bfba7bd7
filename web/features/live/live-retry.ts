import type { EventView } from '#contract/events.ts';
import type { CameraId } from '#contract/ids.ts';
import type { PublicRefusal, Refusal } from '#contract/refusal.ts';
import { ProblemError } from '../../shared/problem-error.ts';
import type { LiveEnd } from './live-state.ts';

/** `soon`: nobody said no, so it is tried again by itself. `refused`: when the no may be over. */
export type Retry = { kind: 'soon' } | { kind: 'refused'; refusal: Refusal };

const LOOK_AGAIN_MS = 15_000;
/** Longer waits are left to the next visit: a timer of days drifts, and a page seldom lives so long. */
const LONGEST_WAIT_MS = 12 * 3_600_000;
const MARGIN_MS = 1_000;

/** Noes that pass without any event that this browser would hear of. */
const PASSES: ReadonlySet<PublicRefusal> = new Set([
  'camera-offline',
  'cannot-decide',
  'too-many-streams',
  'room-consent-incomplete',
]);

const NOT_WORTH_A_RETRY: ReadonlySet<string> = new Set(['bad-request', 'forbidden', 'not-found', 'not-signed-in']);

/** What a failed opening means to its viewer. */
export function endOf(error: unknown): LiveEnd {
  if (!(error instanceof ProblemError)) return { error };
  const { code, refusal } = error.problem;
  if (refusal) return { reason: refusal.code, refusal };
  if (code === 'camera-offline') return { reason: 'camera-offline', refusal: { code: 'camera-offline' } };
  return { error };
}

export function retryOf(error: unknown): Retry | null {
  const end = endOf(error);
  if ('refusal' in end && end.refusal) return { kind: 'refused', refusal: end.refusal };
  if (error instanceof ProblemError && NOT_WORTH_A_RETRY.has(error.problem.code)) return null;
  return { kind: 'soon' };
}

/** How long to wait until a refused view is asked for again; null: only when a fact changes. */
export function opensAt(retry: Retry, nowMs: number): number | null {
  if (retry.kind === 'soon') return 0;
  const { code, from, to, next } = retry.refusal;
  if (PASSES.has(code)) return LOOK_AGAIN_MS * (0.8 + 0.4 * Math.random());
  const waits = [from, to, next]
    .flatMap((at) => (at === undefined ? [] : [new Date(at).getTime() - nowMs]))
    .filter((ms) => ms > 0);
  const soonest = Math.min(...waits);
  return soonest <= LONGEST_WAIT_MS ? soonest + MARGIN_MS : null;
}

/** Whether what happened may turn a no into a yes for this camera. */
export function mayOpenAgain(event: EventView, cameraId: CameraId): boolean {
  switch (event.type) {
    case 'access:changed':
    case 'attendance:checked-in':
    case 'attendance:checked-out':
    case 'attendance:undone':
    case 'attendance:transferred':
    case 'attendance:corrected':
      return true;
    case 'camera:resumed':
    case 'camera:paused':
      return event.cameraId === cameraId;
    case 'camera:state':
      return event.cameraId === cameraId && event.phase === 'live';
    case 'attendance:contradicted':
    case 'attendance:moved-away':
    case 'notice:given':
    case 'notice:withdrawn':
    case 'health:checked':
    case 'health:followed-up':
    case 'staffing:changed':
    case 'ratio:breached':
    case 'ratio:restored':
    case 'alert:raised':
    case 'alert:cleared':
    case 'room:checked':
    case 'pickup:changed':
    case 'pickup:alarm':
    case 'pickup:alarm-known':
    case 'door:waiting':
    case 'watching:changed':
    case 'look:reasoned':
    case 'look:known':
    case 'register:changed':
      return false;
  }
}
