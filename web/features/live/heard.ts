import type { Heard } from './next-stream.ts';

/** The browser's counters of one received stream, since it began. */
export type ReceivedCounts = { received: number; lost: number; frozenMs: number; jitterMs: number };

/** Reads them from a receiver's report; null when that has no such stream (yet). */
export function countsOf(report: RTCStatsReport): ReceivedCounts | null {
  const all = [
    ...(report as unknown as Map<string, RTCInboundRtpStreamStats & { totalFreezesDuration?: number }>).values(),
  ];
  const stream = all.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video');
  if (!stream) return null;
  return {
    received: stream.packetsReceived ?? 0,
    lost: stream.packetsLost ?? 0,
    frozenMs: (stream.totalFreezesDuration ?? 0) * 1_000,
    jitterMs: (stream.jitter ?? 0) * 1_000,
  };
}

/** What was heard between two looks. A packet that came after all is taken back from the lost: never less than none. */
export const heardBetween = (
  before: ReceivedCounts,
  after: ReceivedCounts,
  { atMs, standsMs }: Pick<Heard, 'atMs' | 'standsMs'>,
): Heard => ({
  atMs,
  standsMs,
  received: after.received - before.received,
  lost: Math.max(0, after.lost - before.lost),
  frozenMs: after.frozenMs - before.frozenMs,
  jitterMs: after.jitterMs,
});
