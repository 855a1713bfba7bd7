import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PickupView } from '#contract/pickups.ts';
import { PickupPhoto } from '../../features/pickups/pickup-photo.tsx';
import { sendPhoto, withdrawPickup } from '../../features/pickups/pickups-api.ts';
import { useMe } from '../../shared/session.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { PhotoField } from './photo-field.tsx';
import { pickupSentence } from './pickup-sentence.ts';
import { usePickupChange } from './use-own-pickups.ts';
import { pickupWords } from './words.ts';

type Props = { person: PickupView; callName: string; mayChange: boolean };

/** A person whom a guardian named: who they are, who named them, and what can be done about it. */
export function PersonLine({ person, callName, mayChange }: Props) {
  const say = useWords(pickupWords);
  const me = useMe();
  const [asking, setAsking] = useState<'photo' | 'withdraw' | null>(null);
  const { pickupId, name, relation, phone, hasPhoto, addedBy, onlyOn, isVoid } = person;
  const isMine = addedBy.userId === me.userId;
  return (
    <li className="pickup-person">
      <PickupPhoto pickupId={pickupId} name={name} hasPhoto={hasPhoto} size={48} />
      <div>
        <b>{`${relation} ${name}`}</b>
        <p className="small dim">{[phone, say('addedBy', { by: addedBy.name })].join(' · ')}</p>
        {onlyOn !== null && <p className="small pickup-today">{say('today')}</p>}
        {isVoid && <p className="small pickup-void">{say('void')}</p>}
        {!hasPhoto && onlyOn === null && <p className="small pickup-void">{say('noPhoto')}</p>}
      </div>
      {mayChange && asking === null && (
        <div className="pickup-acts">
          {isMine && onlyOn === null && (
            <Button onClick={() => setAsking('photo')}>{say(hasPhoto ? 'changePhoto' : 'addPhoto')}</Button>
          )}
          <Button kind="danger" aria-label={say('withdrawNamed', { name })} onClick={() => setAsking('withdraw')}>
            {say('withdraw')}
          </Button>
        </div>
      )}
      {asking === 'photo' && <ChangePhoto person={person} onClose={() => setAsking(null)} />}
      {asking === 'withdraw' && <Withdraw person={person} callName={callName} onClose={() => setAsking(null)} />}
    </li>
  );
}

function ChangePhoto({ person: { pickupId }, onClose }: { person: PickupView; onClose: () => void }) {
  const say = useWords(pickupWords);
  const language = useLanguage();
  const client = useQueryClient();
  const sending = usePickupChange(async (file: File) => {
    await sendPhoto(pickupId, file);
    await client.invalidateQueries({ queryKey: ['pickup-photo', pickupId] });
  });
  return (
    <div className="pickup-ask">
      <PhotoField id={`photo-${pickupId}`} onChosen={(file) => file && sending.mutate(file, { onSuccess: onClose })} />
      <p role="alert" className="field-wrong">
        {sending.error && pickupSentence(sending.error, language)}
      </p>
      <Button onClick={onClose}>{say('cancel')}</Button>
    </div>
  );
}

function Withdraw({ person, callName, onClose }: { person: PickupView; callName: string; onClose: () => void }) {
  const say = useWords(pickupWords);
  const language = useLanguage();
  const withdrawing = usePickupChange(() => withdrawPickup(person.pickupId));
  return (
    <div className="pickup-ask">
      <p>{say('withdrawAsk', { name: person.name, child: callName })}</p>
      <p role="alert" className="field-wrong">
        {withdrawing.error && pickupSentence(withdrawing.error, language)}
      </p>
      <div className="pickup-acts">
        <Button kind="danger" disabled={withdrawing.isPending} onClick={() => withdrawing.mutate(undefined)}>
          {say('withdrawSure')}
        </Button>
        <Button onClick={onClose}>{say('keep')}</Button>
      </div>
    </div>
  );
}
