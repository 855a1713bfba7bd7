import { App, Button } from 'antd';
import { useWords } from '../shared/words/book.ts';
import { adminWords } from './words.ts';

/** Copies what is handed over once. Where the page came over plain HTTP there is no clipboard: then it says so. */
export function CopyButton({ text }: { text: string }) {
  const say = useWords(adminWords);
  const { message } = App.useApp();
  const copy = () =>
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(() => void message.success(say('copied')))
      .catch(() => void message.warning(say('copyFailed')));
  return (
    <Button size="small" disabled={text === ''} onClick={() => void copy()}>
      {say('copy')}
    </Button>
  );
}
