import { useEffect, useEffectEvent } from 'react';

/** Of the history entry that lies above the page's own. */
const ABOVE = 'kanwaAbove';
let shown = 0;

/**
 * While what is shown lies over a page, the browser's "back" asks it to go instead of leaving the page. The entry that is
 * made for this goes with it, unless another page was opened from there.
 */
export function useBackAsks(onBack: () => void): void {
  const back = useEffectEvent(() => {
    onBack();
    // It may stay, with a question: the next "back" comes here again.
    lieAbove();
  });
  useEffect(() => {
    shown += 1;
    lieAbove();
    const listener = (event: PopStateEvent) => {
      // The page beneath is the same; the router need not draw it anew.
      event.stopImmediatePropagation();
      back();
    };
    window.addEventListener('popstate', listener, { capture: true });
    return () => {
      window.removeEventListener('popstate', listener, { capture: true });
      shown -= 1;
      // Not at once: another may come in its place, and needs the same entry.
      setTimeout(() => {
        if (shown === 0 && isAbove()) stepDown();
      });
    };
  }, []);
}

const isAbove = (): boolean => {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null && ABOVE in state;
};
/** It arrives later: by then something else may be shown, which this step is not meant for. */
function stepDown(): void {
  const listener = (event: PopStateEvent) => {
    event.stopImmediatePropagation();
    if (shown > 0) lieAbove();
  };
  window.addEventListener('popstate', listener, { capture: true, once: true });
  window.history.back();
}

const lieAbove = (): void => {
  const state: unknown = window.history.state;
  if (!isAbove()) window.history.pushState({ ...(state as object | null), [ABOVE]: true }, '');
};
