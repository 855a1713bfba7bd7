import { type RefObject, useEffect } from 'react';

/** Tells how wide an element is drawn, in the screen's own pixels: at once, and whenever that changes. */
export function useDrawnWidth(element: RefObject<HTMLElement | null>, drawn: (widthPx: number) => void): void {
  useEffect(() => {
    const shown = element.current;
    if (!shown) return undefined;
    const tell = () => drawn(shown.clientWidth * window.devicePixelRatio);
    const observer = new ResizeObserver(tell);
    observer.observe(shown);
    return () => observer.disconnect();
  }, [element, drawn]);
}
