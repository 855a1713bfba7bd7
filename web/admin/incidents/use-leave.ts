import { App } from 'antd';
import { useRef } from 'react';
import { useBackAsks } from '../../shared/use-back-asks.ts';
import { useWords } from '../../shared/words/book.ts';
import { incidentScreenWords } from './words.ts';

/** Closes what is written in, by Escape, a click beside it or the browser's "back"; what was typed is not lost without a question. */
export function useLeave(isWritten: () => boolean, onClose: () => void): () => void {
  const say = useWords(incidentScreenWords);
  const { modal } = App.useApp();
  const isAsking = useRef(false);
  const leave = () => {
    if (isAsking.current) return;
    if (!isWritten()) {
      onClose();
      return;
    }
    isAsking.current = true;
    modal.confirm({
      ...{ title: say('leaveTitle'), content: say('leaveSays'), okText: say('leave'), cancelText: say('stay') },
      // Enter, or a quick hand, goes on writing.
      ...{ okButtonProps: { danger: true }, focusable: { autoFocusButton: 'cancel' as const } },
      onOk: onClose,
      afterClose: () => (isAsking.current = false),
    });
  };
  useBackAsks(leave);
  return leave;
}
