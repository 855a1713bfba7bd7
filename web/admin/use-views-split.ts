import { useWords } from '../shared/words/book.ts';
import { adminWords } from './words.ts';

type Views = { viewsNow: number; staffViewsNow: number };

/** Families' views and those of staff apart: a tablet looks at its own room all day. */
export function useViewsSplit(): (views: Views) => string {
  const say = useWords(adminWords);
  return ({ viewsNow, staffViewsNow }) =>
    viewsNow === 0 ? '0' : say('viewsSplit', { families: viewsNow - staffViewsNow, staff: staffViewsNow });
}
