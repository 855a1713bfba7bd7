import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 50;

export type Companion = { child: ChildProcess; said: () => string; stop: () => Promise<void> };

/** A process beside this one, until it is stopped: it is given a signal, and its standard input ends even when this process is killed. */
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
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!isReady(said)) {
      if (isOver()) throw new Error(`${command} ended: ${said}`);
      if (performance.now() > deadline) throw new Error(`${command} ${args.join(' ')} is not ready: ${said}`);
      await sleep(LOOK_EVERY_MS);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { child, said: () => said, stop };
}
