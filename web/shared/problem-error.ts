import { Problem } from '#contract/problem.ts';

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

/** A proxy's error page is not ours: then the answer counts as none. */
export async function errorOf(response: Response): Promise<ProblemError | Unreachable> {
  const body: unknown = await response.json().catch(() => null);
  const problem = Problem.safeParse(typeof body === 'object' && body && 'problem' in body ? body.problem : null);
  return problem.success ? new ProblemError(problem.data) : new Unreachable(`HTTP ${response.status}`);
}

export const isProblem = (error: unknown, code: Problem['code']): error is ProblemError =>
  error instanceof ProblemError && error.problem.code === code;
