import { useEffect, useEffectEvent } from 'react';

/** Of the history entry that lies above the room's own. */
const ABOVE = 'kanwaSheet';
const isAbove = (state: unknown): boolean => typeof state === 'object' && state !== null && ABOVE in state;

/**
 * The browser's "back" closes the sheet that is open, and stays on the room. One entry above the room's is enough for every
 * sheet after another: it is made when the first one opens, and stays when that is closed by its button, since a step back
 * then could meet the next sheet.
 */
export function useBackCloses(isOpen: boolean, onClose: () => void): void {
  const onBack = useEffectEvent(({ state }: PopStateEvent) => {
    if (isOpen && !isAbove(state)) onClose();
  });
  useEffect(() => {
    const listener = (event: PopStateEvent) => onBack(event);
    window.addEventListener('popstate', listener);
    return () => window.removeEventListener('popstate', listener);
  }, []);
  useEffect(() => {
    const state: unknown = window.history.state;
    if (isOpen && !isAbove(state)) window.history.pushState({ ...(state as object | null), [ABOVE]: true }, '');
  }, [isOpen]);
}
