import { useSyncExternalStore } from 'react';
import type { IncidentId } from '#contract/ids.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { choosePictures } from './choose-pictures.ts';
import { photoWords } from './photo-words.ts';
import { shrinkPicture } from './shrink-picture.ts';
import { photoCourier } from './use-photo-sending.ts';

/** @param room how many more the incident takes */
export function PhotoAdd({ incidentId, room }: { incidentId: IncidentId; room: number }) {
  const say = useWords(photoWords);
  const hasAuthor = useSyncExternalStore(photoCourier.subscribe, photoCourier.hasAuthor);
  const mayAdd = hasAuthor && room > 0;
  const add = async (from: 'camera' | 'files'): Promise<void> => {
    const by = photoCourier.taker();
    if (by === null) return;
    const chosen = (await choosePictures(from)).slice(0, room);
    const files = await Promise.all(chosen.map(shrinkPicture));
    // For the nursery alone until somebody says that a family may see it: it could show another child.
    await photoCourier.add({ incidentId, childId: null, files }, by);
  };
  return (
    <div className="inc-photos-add">
      <Button disabled={!mayAdd} onClick={() => void add('camera')}>
        <Icon name="photo" size={20} />
        {say('takePhoto')}
      </Button>
      <Button disabled={!mayAdd} onClick={() => void add('files')}>
        <Icon name="plus" size={20} />
        {say('choosePhotos')}
      </Button>
      {!hasAuthor && <span>{say('noAuthor')}</span>}
      {room <= 0 && <span>{say('full')}</span>}
    </div>
  );
}
