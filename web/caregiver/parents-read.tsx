import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';

/** The very words that families will read, before they are sent. */
export function ParentsRead({ words }: { words: string }) {
  const say = useWords(caregiverWords);
  return (
    <div className="tb-read">
      <span>{say('parentsRead')}</span>
      <q>{words}</q>
    </div>
  );
}
