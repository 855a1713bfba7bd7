import { useWords } from '../../shared/words/book.ts';
import type { IncidentPhotosProps, ShownPhoto } from './photo-props.ts';
import { photoWords } from './photo-words.ts';
import { usePhoto } from './use-photo.ts';

type Props = IncidentPhotosProps & { photo: ShownPhoto; index: number; onOpen: () => void };

/** A photo as it stands on the server, with who may see it. */
export function PhotoTile({ photo, index, children, srcOf, onOpen }: Props) {
  const say = useWords(photoWords);
  const { address } = usePhoto(srcOf(photo.photoId, 'thumb'));
  const n = index + 1;
  const child = children.find(({ childId }) => childId === photo.childId);
  const isOfNursery = photo.childId === null;
  const whose = child ? say('family', { name: child.name }) : say('nursery');
  const label = photo.childId === undefined ? say('openOwn', { n }) : say('open', { n, whose });
  return (
    <li className="inc-photo">
      <button type="button" className="inc-photo-picture" aria-label={label} onClick={onOpen}>
        {address && <img src={address} alt="" />}
      </button>
      {photo.childId !== undefined && (
        <span className={isOfNursery ? 'inc-photo-whose' : 'inc-photo-whose inc-photo-told'} aria-hidden="true">
          {child ? say('familyShort', { name: child.name }) : say('nurseryShort')}
        </span>
      )}
    </li>
  );
}
