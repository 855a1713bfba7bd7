import type { EventView } from '#contract/events.ts';
import type { CameraId } from '#contract/ids.ts';
import type { LiveEnded } from '#contract/live.ts';
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

/** What may follow an end that the server told. */
export const retryAfter = ({ again, refusal }: LiveEnded): Retry | null =>
  again ? { kind: 'soon' } : refusal && { kind: 'refused', refusal };

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

type MayOpen = 'yes' | 'no' | 'by its camera';

// The compiler asks here whether a new event may turn a no into a yes.
const MAY_OPEN: Record<EventView['type'], MayOpen> = {
  'access:changed': 'yes',
  'attendance:checked-in': 'yes',
  'attendance:checked-out': 'yes',
  'attendance:undone': 'yes',
  'attendance:transferred': 'yes',
  'attendance:corrected': 'yes',
  'camera:resumed': 'by its camera',
  'camera:paused': 'by its camera',
  'camera:state': 'by its camera',
  'attendance:contradicted': 'no',
  'attendance:moved-away': 'no',
  'notice:given': 'no',
  'notice:withdrawn': 'no',
  'health:checked': 'no',
  'health:followed-up': 'no',
  'staffing:changed': 'no',
  'ratio:breached': 'no',
  'ratio:restored': 'no',
  'alert:raised': 'no',
  'alert:cleared': 'no',
  'room:checked': 'no',
  'incident:changed': 'no',
  'incident:told': 'no',
  'concern:changed': 'no',
  'pickup:changed': 'no',
  'pickup:alarm': 'no',
  'pickup:alarm-known': 'no',
  'door:waiting': 'no',
  'door:answered': 'no',
  'watching:changed': 'no',
  'look:reasoned': 'no',
  'look:known': 'no',
  'register:changed': 'no',
};

/** Whether what happened may turn a no into a yes for this camera. */
export function mayOpenAgain(event: EventView, cameraId: CameraId): boolean {
  const may = MAY_OPEN[event.type];
  if (may !== 'by its camera') return may === 'yes';
  const isThis = 'cameraId' in event && event.cameraId === cameraId;
  return isThis && (event.type !== 'camera:state' || event.phase === 'live');
}
