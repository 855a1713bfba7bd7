import { z } from 'zod';
import { Problem, ProblemCode } from '#contract/problem.ts';

/** The server's no, with the sentence it gave. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.code} (${problem.id})`);
    this.problem = problem;
  }
}

/** No answer came at all: the network, or the server, is away. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Something came that is not our server's, or nothing in time: it may be this request alone that fails. */
export class Unanswered extends Unreachable {}

/** Of a server newer than this page: whatever it says more, its sentence can be shown. */
const Newer = Problem.pick({ message: true, id: true, retryAfterSeconds: true }).extend({ code: z.string() });

export async function errorOf(response: Response): Promise<ProblemError | Unanswered> {
  const body: unknown = await response.json().catch(() => null);
  const given = typeof body === 'object' && body && 'problem' in body ? body.problem : null;
  const problem = Problem.safeParse(given).data ?? problemOfNewer(given, response.status);
  return problem ? new ProblemError(problem) : new Unanswered(`HTTP ${response.status}`);
}

function problemOfNewer(given: unknown, status: number): Problem | null {
  const newer = Newer.safeParse(given).data;
  if (!newer) return null;
  const code = ProblemCode.safeParse(newer.code).data ?? (status < 500 ? 'bad-request' : 'internal');
  return { ...newer, code };
}

export const isProblem = (error: unknown, code: Problem['code']): error is ProblemError =>
  error instanceof ProblemError && error.problem.code === code;
