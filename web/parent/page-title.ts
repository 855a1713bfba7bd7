import { useEffect } from 'react';
import { useWords } from '../shared/words/book.ts';
import { parentWords } from './words.ts';

/** Names the page in the browser's tab and history. */
export function usePageTitle(page: string): void {
  const app = useWords(parentWords)('title');
  useEffect(() => {
    document.title = page === '' ? app : `${page} · ${app}`;
  }, [app, page]);
}
