import { z } from 'zod';

/** One act of the legal switch, as the audit keeps it. */
export const LiveViewSwitch = z.object({
  at: z.iso.datetime(),
  on: z.boolean(),
  /** The basis it was switched on with, or the reason it was switched off for. */
  words: z.string(),
  /** Of today; null when the account is gone. */
  by: z.string().nullable(),
});
export type LiveViewSwitch = z.infer<typeof LiveViewSwitch>;
