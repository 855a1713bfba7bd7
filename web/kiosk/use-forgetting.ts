import { useEffect, useEffectEvent } from 'react';
import { KIOSK_FORGETS_SECONDS } from '#contract/kiosk.ts';

/** Untouched for a while, nothing of whoever stood here stays on the screen. */
export function useForgetting(forget: () => void, isAnythingThere: boolean): void {
  const over = useEffectEvent(forget);
  useEffect(() => {
    if (!isAnythingThere) return undefined;
    let timer = setTimeout(() => over(), KIOSK_FORGETS_SECONDS * 1_000);
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => over(), KIOSK_FORGETS_SECONDS * 1_000);
    };
    window.addEventListener('pointerdown', touched);
    window.addEventListener('keydown', touched);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
    };
  }, [isAnythingThere]);
}
