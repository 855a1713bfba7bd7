import { type ReactNode, useEffect, useEffectEvent, useId, useRef } from 'react';
import { Icon } from '../shared/ui/icon.tsx';
import { SheetStatus } from './sheet-status.tsx';

const CLOSES_UNTOUCHED_AFTER_MS = 60_000;

export type SheetProps = {
  title: string;
  back: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  whole?: boolean;
  /** Stays open untouched: an emergency is no time for a page that closes. */
  stays?: boolean;
};

/**
 * What opens above the room and always leads back to it: by its button, by Escape, or by itself after a minute untouched,
 * so that no child's papers stay open on the wall. `whole` covers the room.
 */
export function Sheet({ title, back, onClose, children, footer, whole = false, stays = false }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useUntouched(stays ? null : onClose);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={whole ? 'tb-sheet tb-sheet-whole' : 'tb-sheet'}
      aria-labelledby={titleId}
      onCancel={onClose}
    >
      <header className="tb-sheet-head">
        <button type="button" className="tb-back" onClick={onClose}>
          <Icon name="back" size={22} weight={2.2} />
          {back}
        </button>
        <h1 id={titleId}>{title}</h1>
        <SheetStatus />
      </header>
      <div className="tb-sheet-body">{children}</div>
      {footer && <footer className="tb-foot">{footer}</footer>}
    </dialog>
  );
}

function useUntouched(onUntouched: (() => void) | null): void {
  const act = useEffectEvent(() => onUntouched?.());
  useEffect(() => {
    let timer = setTimeout(() => act(), CLOSES_UNTOUCHED_AFTER_MS);
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => act(), CLOSES_UNTOUCHED_AFTER_MS);
    };
    window.addEventListener('pointerdown', touched);
    window.addEventListener('keydown', touched);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
    };
  }, []);
}
