import { z } from 'zod';
import { Problem } from '../../server/contract/problem.ts';

/** The problem that an answer holds; fails when it is none, or holds more than the contract says. */
export const problemOf = ({ body }: { body: unknown }): Problem =>
  z.strictObject({ problem: z.strictObject(Problem.shape) }).parse(body).problem;
