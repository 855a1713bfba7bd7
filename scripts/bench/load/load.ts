import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** What arrived of one stream. `lastAtMs`: when its newest packet did, Unix time. */
export type Count = { packets: number; lost: number; lastAtMs: number };
export type Ask = { open: { id: string; offer: string } } | { close: string } | { counts: true };

/** Light receivers in a process of their own, so that what they cost is no part of what they measure. */
export type Load = {
  pid: number;
  /** @returns the receiver's SDP for the offered one */
  open: (id: string, offer: string) => Promise<string>;
  close: (id: string) => Promise<void>;
  /** Of every receiver, a count for each of its streams. */
  counts: () => Promise<Record<string, Count[]>>;
  stop: () => Promise<void>;
};

export function startLoad(): Load {
  const child = fork(path.join(import.meta.dirname, 'receivers-main.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const waiting = new Map<number, (said: unknown) => void>();
  let questions = 0;
  child.on('message', ({ question, said }: { question: number; said: unknown }) => waiting.get(question)?.(said));
  child.on('exit', (code) => {
    if (waiting.size > 0) throw new Error(`The receivers ended with code ${String(code)}.`);
  });
  const ask = (what: Ask): Promise<unknown> => {
    const question = (questions += 1);
    const said = new Promise((heard) => waiting.set(question, heard));
    child.send({ question, ask: what });
    return said.finally(() => waiting.delete(question));
  };
  return {
    pid: child.pid ?? 0,
    open: async (id, offer) => (await ask({ open: { id, offer } })) as string,
    close: async (id) => {
      await ask({ close: id });
    },
    counts: async () => (await ask({ counts: true })) as Record<string, Count[]>,
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
