import { isProblem, Unreachable } from '../../shared/problem-error.ts';
import { useWords } from '../../shared/words/book.ts';
import { photoWords } from './photo-words.ts';
import type { WaitingPhoto } from './waiting-photo.ts';

/** Says plainly what lies on this device alone. */
export function PhotosAway({ waiting }: { waiting: readonly WaitingPhoto[] }) {
  const say = useWords(photoWords);
  // One was tried; those behind it wait for the same.
  const here = waiting.filter(({ state }) => state === 'waiting' || state === 'sending');
  const isAway = here.some(({ error }) => error instanceof Unreachable || isProblem(error, 'not-found'));
  const away = isAway ? here.length : 0;
  const onPageOnly = waiting.some(({ state, isOnPageOnly }) => isOnPageOnly && state !== 'sent');
  return (
    <div role="status" className="inc-photos-away">
      {away > 0 && <p>{say('away', { n: away })}</p>}
      {onPageOnly && <p>{say('onPageOnly')}</p>}
    </div>
  );
}
