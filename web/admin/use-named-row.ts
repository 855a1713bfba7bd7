import { useEffect } from 'react';
import { useFilter } from './site-scope.tsx';

/**
 * The row of a table that the address names: it is marked, and brought into sight once it is there.
 * @returns the class of a row, by its key
 */
export function useNamedRow(name: string, isThere: boolean): (key: string) => string {
  const [named] = useFilter(name);
  useEffect(() => {
    if (!isThere || named === '') return;
    document.querySelector(`[data-row-key="${CSS.escape(named)}"]`)?.scrollIntoView({ block: 'center' });
  }, [named, isThere]);
  return (key) => (key === named ? 'ad-named' : '');
}
