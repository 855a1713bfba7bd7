import { AppError } from './errors.ts';

const ASK_AGAIN_SECONDS = 5;

/** Lets so many pieces of work run at once; whoever comes later waits, the first come first. */
export function createTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next)
        next(); // takes over this place
      else running -= 1;
    }
  };
}

/**
 * The same, with so many of one person at work, waiting or on their way, that nobody's pile keeps the others.
 * @param isGone what comes of the work is still theirs until then, and keeps no turn
 * @throws AppError 'too-many-tries' for more of theirs
 */
export function createFairTurns(
  most: number,
  mostOfOne: number,
): <T>(whose: string, work: () => Promise<T>, isGone?: () => Promise<unknown>) => Promise<T> {
  const inTurn = createTurns(most);
  const theirs = new Map<string, number>();
  const leave = (whose: string) => {
    const left = (theirs.get(whose) ?? 1) - 1;
    if (left > 0) theirs.set(whose, left);
    else theirs.delete(whose);
  };
  return async (whose, work, isGone = () => Promise.resolve()) => {
    const before = theirs.get(whose) ?? 0;
    if (before >= mostOfOne) throw new AppError('too-many-tries', { retryAfterSeconds: ASK_AGAIN_SECONDS });
    theirs.set(whose, before + 1);
    try {
      return await inTurn(work);
    } finally {
      void isGone().finally(() => leave(whose));
    }
  };
}
