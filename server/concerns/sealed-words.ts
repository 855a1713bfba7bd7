import { z } from 'zod';
import { Authority, ConcernOutcome } from '../contract/concerns.ts';
import type { Sealer } from '../platform/sealer.ts';

/** What a reporter wrote. */
export const Said = z.object({ where: z.string(), text: z.string() });
export type Said = z.infer<typeof Said>;

/** What a step says; what its kind does not have is absent. */
export const StepSaid = z.object({
  text: z.string().default(''),
  authority: Authority.nullable().default(null),
  reference: z.string().default(''),
  outcome: ConcernOutcome.nullable().default(null),
  untoldWhy: z.string().default(''),
});
export type StepSaid = z.infer<typeof StepSaid>;

/** @param boundTo the id of the row: copied to another one it does not open */
export const sealWords = (sealer: Sealer, boundTo: string, words: object): Uint8Array<ArrayBuffer> =>
  sealer.seal(boundTo, new TextEncoder().encode(JSON.stringify(words)));

/** @throws Error when it was sealed for another row, or with another key */
export const openWords = <S extends z.ZodType>(
  schema: S,
  { sealer, boundTo, sealed }: { sealer: Sealer; boundTo: string; sealed: Uint8Array },
): z.output<S> => schema.parse(JSON.parse(new TextDecoder().decode(sealer.open(boundTo, sealed))));
