import { App, Button } from 'antd';
import { useCallback, useRef } from 'react';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { useKey } from '../use-key.ts';
import { adminWords } from '../words.ts';
import { accessWords } from './words.ts';

type Undo = () => Promise<unknown>;
export type OfferUndo = (sentence: string, undo: Undo) => void;

const SHOWN_SECONDS = 10;
const MESSAGE = 'access-undo';

/** After a change: what it did, and the way back, by its button or the key U for as long as the sentence stands. */
export function useUndo(): OfferUndo {
  const say = useWords(accessWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const last = useRef<Undo | null>(null);
  const { change } = useChange(
    (undo: Undo) => undo(),
    () => void message.success(say('undone')),
  );
  const takeBack = useCallback(() => {
    const undo = last.current;
    last.current = null;
    message.destroy(MESSAGE);
    if (undo) change(undo);
  }, [change, message]);
  useKey('u', takeBack);
  return useCallback(
    (sentence, undo) => {
      last.current = undo;
      void message.open({
        key: MESSAGE,
        type: 'success',
        duration: SHOWN_SECONDS,
        onClose: () => (last.current = null),
        content: (
          <>
            {sentence}{' '}
            <Button size="small" onClick={takeBack}>
              {common('undo')}
            </Button>
          </>
        ),
      });
    },
    [common, message, takeBack],
  );
}
