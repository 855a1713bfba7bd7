import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../until.ts';

export type Companion = { child: ChildProcess; said: () => string; stop: () => Promise<void> };

/** A process beside the test, until it is stopped: it is given a signal, and its standard input ends even when this process is killed. */
export async function startCompanion(
  command: string,
  args: readonly string[],
  isReady: (said: string) => boolean,
): Promise<Companion> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    if (isOver()) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  try {
    await until(`${command} ${args.join(' ')} is ready`, () => {
      if (isOver()) throw new Error(`${command} ended: ${said}`);
      return isReady(said);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { child, said: () => said, stop };
}
