import { useEffect } from 'react';

const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable]';

/** Calls `run` when this one key is pressed anywhere on the page, unless somebody is typing. */
export function useKey(key: string, run: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest(TYPING) !== null;
      if (event.key.toLowerCase() !== key || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [key, run]);
}
