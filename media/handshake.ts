import { z } from 'zod';

/** mediasoup's own structures: made by mediasoup and mediasoup-client, checked by them, passed through. */
export const Passed = z.record(z.string(), z.unknown());

/** The browser's half. */
export const DtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(z.object({ algorithm: z.string().max(20), value: z.string().max(300) }))
    .min(1)
    .max(10),
});
export type DtlsParameters = z.infer<typeof DtlsParameters>;

/** The node's half: where it is reached, and how it is recognised there. */
export const OfferedTransport = z.object({
  id: z.string(),
  iceParameters: Passed,
  iceCandidates: z.array(Passed),
  dtlsParameters: Passed,
});
export type OfferedTransport = z.infer<typeof OfferedTransport>;
