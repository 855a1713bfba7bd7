import { useState } from 'react';
import type { ChildId } from '#contract/ids.ts';
import { raisePickupAlarm } from '../features/pickups/room-pickups-api.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { handoverWords } from './handover-words.ts';
import type { PickupPerson } from './pickup-person.ts';

type BlockedRuleProps = { childId: ChildId; person: PickupPerson };

/** What to do when a person comes who is kept from the child, and the call for the director: no sound, no alarm on the screen. */
export function BlockedRule({ childId, person }: BlockedRuleProps) {
  const say = useWords(handoverWords);
  const language = useLanguage();
  const [told, setTold] = useState<'no' | 'asking' | 'yes'>('no');
  const [error, setError] = useState<unknown>(null);
  const { withUserId } = person;
  const call = async () => {
    if (withUserId === null) return;
    setTold('asking');
    setError(null);
    try {
      await raisePickupAlarm(childId, withUserId);
      setTold('yes');
    } catch (failure) {
      setError(failure);
      setTold('no');
    }
  };
  return (
    <div className="tb-block-rule" role="note">
      <Icon name="stop" size={30} />
      <p>
        <b>{say('blockedRule', { name: person.name })}</b>
        <br />
        {error === null ? say('blockedMore') : errorSentence(error, language)}
      </p>
      <button type="button" className="tb-button tb-danger" disabled={told !== 'no'} onClick={() => void call()}>
        <Icon name={told === 'yes' ? 'check' : 'phone'} size={24} />
        {say(told === 'yes' ? 'called' : 'callDirector')}
      </button>
    </div>
  );
}
