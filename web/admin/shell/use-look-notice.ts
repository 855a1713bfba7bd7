import { App } from 'antd';
import { useEffect } from 'react';
import { onTold } from '../../shared/socket.ts';
import { useWords } from '../../shared/words/book.ts';
import { adminWords } from '../words.ts';

const SHOWN_SECONDS = 8;

/** Tells a second person of a look with a reason wherever they are in the console; its line stays in the overview. */
export function useLookNotice(): void {
  const { message } = App.useApp();
  const say = useWords(adminWords);
  useEffect(
    () =>
      onTold('event', (event) => {
        if (event.type !== 'look:reasoned') return;
        void message.info(say('lookTold', { by: event.by, camera: event.cameraName }), SHOWN_SECONDS);
      }),
    [message, say],
  );
}
