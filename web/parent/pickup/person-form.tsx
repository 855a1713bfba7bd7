import { type SubmitEvent, useState } from 'react';
import type { ChildId } from '#contract/ids.ts';
import type { PickupCode } from '#contract/pickups.ts';
import { makePickupCode, namePickup, sendPhoto } from '../../features/pickups/pickups-api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { PhotoField } from './photo-field.tsx';
import { pickupSentence } from './pickup-sentence.ts';
import { usePickupChange } from './use-own-pickups.ts';
import { pickupWords } from './words.ts';

const EMPTY = { name: '', relation: '', phone: '' };
type Person = typeof EMPTY;

type Props = {
  childId: ChildId;
  isForToday: boolean;
  /** With the code where one was made. */
  onDone: (made: { code: PickupCode; name: string } | null) => void;
  onCancel: () => void;
};

/** Who they are; for any day also how they look, for today a code instead. */
export function PersonForm({ childId, isForToday, onDone, onCancel }: Props) {
  const say = useWords(pickupWords);
  const language = useLanguage();
  const [person, setPerson] = useState(EMPTY);
  const [photo, setPhoto] = useState<File | null>(null);
  const adding = usePickupChange(async (named: Person & { childId: ChildId }) => {
    if (isForToday) return { code: await makePickupCode(named), name: named.name };
    const pickupId = await namePickup(named);
    // The person stands without it; the list offers to choose another.
    if (photo) await sendPhoto(pickupId, photo);
    return null;
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    adding.mutate({ ...person, childId }, { onSuccess: onDone });
  };
  const field = (key: keyof Person, more: { type?: string; maxLength: number; placeholder?: string }) => (
    <div className="field">
      <label htmlFor={`${key}-${childId}`}>{say(key)}</label>
      <input
        id={`${key}-${childId}`}
        required
        value={person[key]}
        onChange={(event) => setPerson({ ...person, [key]: event.target.value })}
        {...more}
      />
    </div>
  );
  return (
    <form className="pickup-form" onSubmit={submit} aria-label={say(isForToday ? 'code' : 'add')}>
      <p className="small dim">{say(isForToday ? 'codeLead' : 'addLead')}</p>
      {field('name', { maxLength: 40 })}
      {field('relation', { maxLength: 20, placeholder: say('relationHint') })}
      {field('phone', { type: 'tel', maxLength: 24 })}
      {!isForToday && <PhotoField id={`photo-${childId}`} onChosen={setPhoto} />}
      <p role="alert" className="field-wrong">
        {adding.error && pickupSentence(adding.error, language)}
      </p>
      <div className="pickup-acts">
        <Button type="submit" kind="primary" disabled={adding.isPending}>
          {say(isForToday ? 'makeCode' : 'save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </form>
  );
}
