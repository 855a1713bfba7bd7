import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { SheetName } from '../contract/month-sheets.ts';
import type { ProblemCode } from '../contract/problem.ts';
import { AppError } from '../platform/errors.ts';
import type { SiteRead } from './derive-site.ts';
import type { Language } from '../platform/table.ts';

/** `sheet`: the one that a CSV has; null: all of them, as a workbook, of so many lines at most. */
type FileKind = { language: Language; sheet: SheetName | null; mostLines?: number };
export type MonthFileTask = FileKind & { sites: MessagePort };
export type MonthFileMessage = SiteRead | 'close';
/** `children`: how many of each site are in it, in the order added. */
export type MonthFileMade = { bytes: Uint8Array; children: number[] } | { refused: ProblemCode };

/** Ten times as many children as the goal is about needed half of it, beside the packed bytes. */
const MOST_HEAP_MB = 1024;
/** What a workbook is made of lives until it is written: with room for it, a fifth less time goes into looking at it again. */
const YOUNG_HEAP_MB = 192;
/** A second workbook is written in half the time, while the code that writes it is warm. */
const KEPT_WARM_MS = 60_000;

/**
 * Files are made on a thread of their own, while the next site is read here: what makes them would hold up whatever else
 * the server does, and live views end when nobody renews them. One thread, since each holds all of a workbook; whose turn
 * it is, the route decides.
 */
const writers = new Piscina<MonthFileTask, MonthFileMade>({
  filename: fileURLToPath(new URL('./month-file-thread.ts', import.meta.url)),
  ...{ minThreads: 0, maxThreads: 1, idleTimeout: KEPT_WARM_MS },
  resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
});

/** A month's file in the making. */
export type MonthFile = {
  /** One after the other, in the order added; resolves when it is sent. @throws AppError 'too-much-for-one-file' of those added before */
  add: (site: SiteRead) => Promise<void>;
  /** @throws AppError 'too-much-for-one-file' */
  close: () => Promise<{ bytes: Uint8Array; children: number[] }>;
  /** Lets go of it, finished or not. */
  drop: () => void;
};

export function openMonthFile(kind: FileKind): MonthFile {
  const { port1: tell, port2: sites } = new MessageChannel();
  const dropped = new AbortController();
  const made = writers.run({ ...kind, sites }, { transferList: [sites], signal: dropped.signal });
  made.catch(() => undefined); // heard by whoever adds or closes
  // Heard from the beginning: what is said while nobody listens is lost.
  let wanted = once(tell, 'message');
  const sendNext = async (message: MonthFileMessage) => {
    const early = await Promise.race([wanted.then(() => null), made]);
    if (early !== null) return void fileOf(early);
    wanted = once(tell, 'message');
    tell.postMessage(message);
  };
  let sent = Promise.resolve();
  const send = (message: MonthFileMessage) => (sent = sent.then(() => sendNext(message)));
  return {
    add: send,
    close: async () => {
      await send('close');
      return fileOf(await made);
    },
    drop: () => {
      dropped.abort();
      tell.close();
    },
  };
}

function fileOf(made: MonthFileMade) {
  if ('refused' in made) throw new AppError(made.refused);
  return made;
}
