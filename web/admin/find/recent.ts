import { session } from '../../shared/session.ts';
import { createStore } from '../../shared/store.ts';
import type { Target } from './target.ts';

const KEPT = 6;

/** What was gone to last. Of this page alone and of this person: names are not left behind in a browser. */
export const recent = createStore<readonly Target[]>([]);
session.subscribe(() => {
  if (session.get().phase !== 'in') recent.set([]);
});

export const remember = (target: Target): void =>
  recent.set([target, ...recent.get().filter(({ key }) => key !== target.key)].slice(0, KEPT));
