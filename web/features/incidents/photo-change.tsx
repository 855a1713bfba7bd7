import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ChildId } from '#contract/ids.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { incidentKey } from './incidents-api.ts';
import type { IncidentPhotosProps, ShownPhoto } from './photo-props.ts';
import { photoSentence, photoWords } from './photo-words.ts';
import { movePhoto, removePhoto } from './photos-api.ts';

type Props = IncidentPhotosProps & { photo: ShownPhoto; onRemoved: () => void };

/** Whose family may see a photo, and its removal. */
export function PhotoChange({ incidentId, photo, children, onRemoved }: Props) {
  const say = useWords(photoWords);
  const language = useLanguage();
  const name = useId();
  const change = useChange(incidentId);
  const [chosen, choose] = useState<ChildId | null | undefined>();
  const shown = change.isError || chosen === undefined ? photo.childId : chosen;
  const move = (childId: ChildId | null): void => {
    choose(childId);
    change.mutate(() => movePhoto(incidentId, photo.photoId, childId));
  };
  const choices = [
    { childId: null, label: say('nursery') },
    ...children.map(({ childId, name: of }) => ({ childId, label: say('family', { name: of }) })),
  ];
  return (
    <div className="inc-photo-change">
      <fieldset>
        <legend>{say('whose')}</legend>
        {choices.map(({ childId, label }) => (
          <label key={childId ?? ''} className="inc-photo-choice">
            <input type="radio" name={name} checked={shown === childId} onChange={() => move(childId)} />
            {label}
          </label>
        ))}
      </fieldset>
      <p className="inc-photos-how">{say('onlyOwn')}</p>
      <Removal
        isPending={change.isPending}
        onRemove={() => change.mutate(() => removePhoto(incidentId, photo.photoId), { onSuccess: onRemoved })}
      />
      {change.isError && <p role="alert">{photoSentence(change.error, language)}</p>}
    </div>
  );
}

/** Asks twice: its bytes are erased. */
function Removal({ isPending, onRemove }: { isPending: boolean; onRemove: () => void }) {
  const say = useWords(photoWords);
  const [isAsked, setAsked] = useState(false);
  if (!isAsked)
    return (
      <Button kind="danger" onClick={() => setAsked(true)}>
        {say('remove')}
      </Button>
    );
  return (
    <span className="inc-photo-sure">
      <Button kind="danger" disabled={isPending} onClick={onRemove}>
        {say('removeSure')}
      </Button>
      <Button onClick={() => setAsked(false)}>{say('keep')}</Button>
    </span>
  );
}

function useChange(incidentId: IncidentPhotosProps['incidentId']) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `photos of ${incidentId}` }, // one after the other: the last choice stands
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSettled: () => client.invalidateQueries({ queryKey: incidentKey(incidentId) }),
  });
}
