import { photoSentence, photoWords } from '../features/incidents/photo-words.ts';
import { photoCourier, useLostPhotos } from '../features/incidents/use-photo-sending.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';

/** Photos whose incident the server does not know, one person's at a time, until somebody says what becomes of them. */
export function LostPhotos() {
  const say = useWords(photoWords);
  const language = useLanguage();
  const lost = useLostPhotos();
  const [first] = lost;
  if (!first) return null;
  const { name, userId } = first.actor;
  const theirs = lost.filter(({ actor }) => actor.userId === userId);
  return (
    <section className="tb-held tb-refused" role="alert">
      <p>{say('lost', { name, n: theirs.length, why: photoSentence(first.error, language) })}</p>
      <button
        type="button"
        className="tb-button"
        onClick={() => theirs.forEach(({ id }) => void photoCourier.discard(id))}
      >
        {say('discard')}
      </button>
      <button
        type="button"
        className="tb-button"
        onClick={() => theirs.forEach(({ id }) => void photoCourier.retry(id))}
      >
        {say('retry')}
      </button>
    </section>
  );
}
