import { type RefObject, useEffect } from 'react';

type Player = RefObject<HTMLElement | null>;

/** Switches full screen; null where the browser cannot. */
export function useFullScreen(player: Player): (() => void) | null {
  if (!document.fullscreenEnabled) return null;
  return () => {
    const change = document.fullscreenElement ? document.exitFullscreen() : player.current?.requestFullscreen();
    change?.catch(() => undefined); // refused without a click, for example: then nothing changes
  };
}

/** Switches picture-in-picture; null where the browser cannot. */
export function useSmallWindow(player: Player): (() => void) | null {
  if (!document.pictureInPictureEnabled) return null;
  return () => {
    const video = player.current?.querySelector('video');
    const change = document.pictureInPictureElement
      ? document.exitPictureInPicture()
      : video?.requestPictureInPicture();
    change?.catch(() => undefined); // not before the first frame
  };
}

export type PlayerKeys = {
  togglePause: () => void;
  fullScreen: (() => void) | null;
  smallWindow: (() => void) | null;
  onDigit: ((digit: number) => void) | undefined;
  /** Null while there is nothing to choose from. */
  nextChoice: (() => void) | null;
};

/** Space, F, P, Q and 1–9, while the focus is on the player itself or on one of its controls. */
export function usePlayerKeys(
  player: Player,
  { togglePause, fullScreen, smallWindow, onDigit, nextChoice }: PlayerKeys,
): void {
  useEffect(() => {
    const element = player.current;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLInputElement) return; // there, letters are letters
      const run = actionOf(event);
      if (!run) return;
      event.preventDefault();
      run();
    };
    const actionOf = ({ key, target }: KeyboardEvent): (() => void) | null => {
      if (key === ' ') return target === element ? togglePause : null; // on a button, Space presses it
      if (key === 'f' || key === 'F') return fullScreen;
      if (key === 'p' || key === 'P') return smallWindow;
      if (key === 'q' || key === 'Q') return nextChoice;
      return /^[1-9]$/.test(key) && onDigit ? () => onDigit(Number(key)) : null;
    };
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  });
}
