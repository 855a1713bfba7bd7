import { type ReactNode, useEffect, useId, useRef } from 'react';

export type DialogProps = { title: string; onClose: () => void; children: ReactNode; actions: ReactNode };

/** The browser's own modal dialog: it holds the focus, closes on Escape and gives the focus back. Shown while it is rendered. */
export function Dialog({ title, onClose, children, actions }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onCancel={onClose}>
      <h2 id={titleId}>{title}</h2>
      {children}
      <div className="dialog-actions">{actions}</div>
    </dialog>
  );
}
