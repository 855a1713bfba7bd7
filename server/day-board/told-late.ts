/** A tablet that is online tells within seconds; what came later than this was kept, or the clock was wrong. */
const LATE_AFTER_MS = 30 * 60_000;

/** Whether a record came long after what it tells, as an offline tablet's does. A correction says itself when it was made. */
export const isToldLate = (event: { happenedAt: Date; recordedAt: Date; reason: string | null }): boolean =>
  event.reason === null && event.recordedAt.getTime() - event.happenedAt.getTime() > LATE_AFTER_MS;
