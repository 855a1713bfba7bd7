import { createStore } from '../../shared/store.ts';
import type { StreamChoice } from './next-stream.ts';

/** In the order in which the key goes through them. */
export const STREAM_CHOICES = ['auto', 'clear', 'saving'] as const satisfies readonly StreamChoice[];

const KEY = 'kanwa:live-stream';

/** What this browser is to be sent, by its person's own choice: it is the device and its line that differ, not the person. */
export const streamChoice = createStore<StreamChoice>(kept());

export function chooseStream(choice: StreamChoice): void {
  streamChoice.set(choice);
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // A browser that keeps nothing: then it holds as long as the page.
  }
}

export const choiceAfter = (choice: StreamChoice): StreamChoice =>
  STREAM_CHOICES[(STREAM_CHOICES.indexOf(choice) + 1) % STREAM_CHOICES.length] ?? 'auto';

function kept(): StreamChoice {
  try {
    const text = localStorage.getItem(KEY);
    return STREAM_CHOICES.find((choice) => choice === text) ?? 'auto';
  } catch {
    return 'auto';
  }
}
