import { useWords } from '../words/book.ts';
import { commonWords, errorSentence } from '../words/common.ts';
import { useLanguage } from '../words/language.ts';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';

/** What could not be read, why, and another try. */
export function Failed({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const say = useWords(commonWords);
  const language = useLanguage();
  return (
    <Empty icon="wifi">
      <p role="alert">{errorSentence(error, language)}</p>
      <Button className="empty-action" onClick={onAgain}>
        {say('again')}
      </Button>
    </Empty>
  );
}
