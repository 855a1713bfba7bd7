import { HELD_AFTER_MINUTES, HELD_BEFORE_MINUTES, isGrave } from '../contract/incidents.ts';
import type { Span } from '../platform/calendar.ts';

const MINUTE_MS = 60_000;

/**
 * What is held of the recording around an incident: five minutes before, since
 * what led to it matters, and ten after.
 * @param happenedAt the caregiver's tap, put right by the server's clock
 */
export const holdAround = (happenedAt: Date): Span => ({
  from: new Date(happenedAt.getTime() - HELD_BEFORE_MINUTES * MINUTE_MS),
  to: new Date(happenedAt.getTime() + HELD_AFTER_MINUTES * MINUTE_MS),
});

type Ended = { kind: string; steps: readonly { kind: string }[] };

/**
 * What was no incident holds nothing of the recording. A grave one that is taken back holds it all the same: whether it was
 * one is to be seen there.
 */
export const isHeld = ({ kind, steps }: Ended): boolean =>
  isGrave(kind) || !steps.some((step) => step.kind === 'withdrawn');
