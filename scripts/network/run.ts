import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const COMMAND_WITHIN_MS = 10_000;

/** Runs a command of the system to its end. @throws with what it wrote when it fails or does not end */
export async function run(command: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { timeout: COMMAND_WITHIN_MS });
  return stdout;
}

export const ip = (...args: readonly string[]): Promise<string> => run('ip', ...args);

/** In a network namespace: what it opens and reaches is what that network has. */
export const inside = (namespace: string, command: string, ...args: readonly string[]): Promise<string> =>
  ip('netns', 'exec', namespace, command, ...args);

/** Closed in the opposite order, each once, also those after one that fails. */
export class Closers {
  readonly #closers: (() => unknown)[] = [];

  push(close: () => unknown): void {
    this.#closers.push(close);
  }

  readonly closeAll = async (): Promise<void> => {
    const failed: unknown[] = [];
    for (const close of this.#closers.splice(0).reverse())
      await Promise.resolve()
        .then(close)
        .catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw new AggregateError(failed, 'Something did not close.');
  };
}
