import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { atEnd } from '../started.ts';

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
  const waiting = new Map<number, { heard: (said: unknown) => void; lost: (error: Error) => void }>();
  let questions = 0;
  child.on('message', ({ question, said }: { question: number; said: unknown }) => waiting.get(question)?.heard(said));
  child.on('exit', (code) => {
    for (const { lost } of waiting.values()) lost(new Error(`The receivers ended with code ${String(code)}.`));
  });
  const ask = (what: Ask): Promise<unknown> => {
    const question = (questions += 1);
    const said = new Promise((heard, lost) => {
      waiting.set(question, { heard, lost });
      child.send({ question, ask: what }, (error) => error && lost(error));
    });
    return said.finally(() => waiting.delete(question));
  };
  return {
    pid: child.pid ?? 0,
    open: async (id, offer) => (await ask({ open: { id, offer } })) as string,
    close: async (id) => {
      await ask({ close: id });
    },
    counts: async () => (await ask({ counts: true })) as Record<string, Count[]>,
    stop: atEnd(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      if (child.connected) child.disconnect();
      await ended;
    }),
  };
}
