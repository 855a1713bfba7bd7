import { useEffect, useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { isForGood, photoSentence, photoWords } from './photo-words.ts';
import { useAddress } from './use-photo.ts';
import { photoCourier } from './use-photo-sending.ts';
import type { WaitingPhoto } from './waiting-photo.ts';

/** A sentence that stood this long was there to be read. */
const READ_AFTER_MS = 1_500;

/** A photo that the server does not have yet, with what keeps it and what can be done about that. */
export function WaitingTile({ photo }: { photo: WaitingPhoto }) {
  const say = useWords(photoWords);
  const language = useLanguage();
  const { id, state, actor, error } = photo;
  const address = useAddress(photo.file);
  const [isUnreadable, setUnreadable] = useState(false);
  const isOver = state === 'refused' && isForGood(error);
  useEffect(() => {
    const timer = isOver ? setTimeout(() => void photoCourier.leave(id), READ_AFTER_MS) : undefined;
    return () => clearTimeout(timer);
  }, [id, isOver]);
  const isStuck = state === 'refused' || state === 'held';
  return (
    <li className={isStuck ? 'inc-photo inc-photo-stuck' : 'inc-photo'}>
      <span className="inc-photo-picture inc-photo-waiting">
        {address && !isUnreadable && <img src={address} alt="" onError={() => setUnreadable(true)} />}
        <span className={`inc-photo-state inc-photo-${state}`} role="status">
          {say(`state_${state}`, { name: actor.name })}
        </span>
      </span>
      {isStuck && (
        <span className="inc-photo-why">
          <span role="alert">
            {state === 'held' ? say('held', { name: actor.name }) : photoSentence(error, language)}
          </span>
          {state === 'held' && (
            <Button onClick={() => void photoCourier.takeOver(id)} disabled={!photoCourier.hasAuthor()}>
              {say('takeOver')}
            </Button>
          )}
          {state === 'refused' && !isOver && (
            <Button onClick={() => void photoCourier.retry(id)}>{say('retry')}</Button>
          )}
          <Button kind="danger" onClick={() => void photoCourier.discard(id)}>
            {say('discard')}
          </Button>
        </span>
      )}
    </li>
  );
}
