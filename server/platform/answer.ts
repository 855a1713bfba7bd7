import { z } from 'zod';
import type { Reply } from '../contract/problem.ts';
import { reportProblem } from './errors.ts';
import type { Log } from './log.ts';
import { parseInput } from './parse-input.ts';

const Acknowledge = z.custom<(reply: Reply<never>) => void>((value) => typeof value === 'function');

/**
 * Wraps a socket event: parse, run, always reply. Handlers below it never see unparsed input, and a client that sends
 * no acknowledgement function is answered with silence, never with an exception.
 */
export function answer<S extends z.ZodType, T>(schema: S, log: Log, run: (input: z.output<S>) => Promise<T>) {
  return async (raw: unknown, acknowledge?: unknown): Promise<void> => {
    const reply = Acknowledge.safeParse(acknowledge);
    const say = (reply.success ? reply.data : () => undefined) as (r: Reply<T>) => void;
    try {
      say({ ok: true, data: await run(parseInput(schema, raw)) });
    } catch (error) {
      say({ ok: false, problem: reportProblem(error, log) });
    }
  };
}
