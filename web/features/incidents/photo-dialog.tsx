import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { IncidentPhotoId } from '#contract/ids.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { clockAndDay } from '../../shared/time.ts';
import { useBackAsks } from '../../shared/use-back-asks.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { PhotoChange } from './photo-change.tsx';
import type { IncidentPhotosProps, ShownPhoto } from './photo-props.ts';
import { photoWords } from './photo-words.ts';
import { usePhoto } from './use-photo.ts';

type Props = IncidentPhotosProps & {
  at: number;
  open: (photoId: IncidentPhotoId) => void;
  onClose: () => void;
};

/** One photo large; arrows lead to its neighbours, Escape back. */
export function PhotoDialog(props: Props) {
  const { photos, at, open, onClose, mayChange } = props;
  const say = useWords(photoWords);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useBackAsks(onClose);
  const [photo, before, after] = [photos[at], photos[at - 1], photos[at + 1]];
  if (!photo) return null;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement) return; // there they choose who may see it
    if (event.key === 'ArrowLeft' && before) open(before.photoId);
    if (event.key === 'ArrowRight' && after) open(after.photoId);
  };
  const title = say('photo', { n: at + 1 });
  return (
    <dialog
      ref={dialog}
      className="inc-photo-dialog"
      aria-label={title}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.stopPropagation(); // the sheet beneath stays
        onClose();
      }}
    >
      <header>
        <h4>{title}</h4>
        <Taken photo={photo} timeZone={props.timeZone} />
        <Button onClick={onClose}>
          <Icon name="close" size={20} />
          {say('close')}
        </Button>
      </header>
      <Large key={photo.photoId} path={props.srcOf(photo.photoId, 'full')} title={title} photo={photo} />
      {photos.length > 1 && (
        <nav>
          <Button disabled={!before} onClick={() => before && open(before.photoId)}>
            {say('previous')}
          </Button>
          <span>
            {at + 1} / {photos.length}
          </span>
          <Button disabled={!after} onClick={() => after && open(after.photoId)}>
            {say('next')}
          </Button>
        </nav>
      )}
      {mayChange && <PhotoChange key={`${photo.photoId} change`} {...props} photo={photo} onRemoved={onClose} />}
    </dialog>
  );
}

type TakenProps = { photo: ShownPhoto; timeZone: string };

function Taken({ photo: { by, addedAt }, timeZone }: TakenProps) {
  const say = useWords(photoWords);
  const language = useLanguage();
  if (by === undefined || addedAt === undefined) return <span />;
  return <span>{say('by', { name: by, time: clockAndDay(addedAt, language, timeZone, serverNow()) })}</span>;
}

function Large({ path, title, photo: { width, height } }: { path: string; title: string; photo: ShownPhoto }) {
  const say = useWords(photoWords);
  const { address, isFailed, again } = usePhoto(path);
  return (
    <div className="inc-photo-large">
      {address && <img src={address} alt={title} width={width} height={height} />}
      {!address && !isFailed && <p role="status">{say('loading')}</p>}
      {isFailed && (
        <p role="alert">
          {say('failed')} <Button onClick={again}>{say('again')}</Button>
        </p>
      )}
    </div>
  );
}
