import { useState } from 'react';
import type { ChildId } from '#contract/ids.ts';
import { checkPickupCode } from '../features/pickups/room-pickups-api.ts';
import { isProblem } from '../shared/problem-error.ts';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { handoverWords } from './handover-words.ts';
import { DigitPad } from './pin-pad.tsx';
import type { PickupPerson } from './pickup-person.ts';

const CODE_LENGTH = 6;

type HandoverCodeProps = { childId: ChildId; onPerson: (person: PickupPerson) => void; onBack: () => void };

/** Somebody who is not on the list has the code that the family gave them; a right one says who they are. */
export function HandoverCode({ childId, onPerson, onBack }: HandoverCodeProps) {
  const say = useWords(handoverWords);
  const language = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const check = async (code: string) => {
    setBusy(true);
    setError(null);
    try {
      const { pickupId, ...person } = await checkPickupCode(childId, code);
      const named = { portrait: null, hasPhoto: false, withUserId: null, withPickupId: pickupId };
      onPerson({ ...person, ...named, key: pickupId, right: 'may' });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <section className="tb-code">
      <h2>{say('codeTitle')}</h2>
      <p className="tb-wrong" role="alert">
        {error !== null && (isProblem(error, 'wrong-pickup-code') ? say('codeWrong') : errorSentence(error, language))}
      </p>
      <DigitPad
        length={CODE_LENGTH}
        busy={busy}
        filled={(n) => say('codeFilled', { n })}
        onDigits={(code) => void check(code)}
      />
      <button type="button" className="tb-button" onClick={onBack}>
        {say('backToFaces')}
      </button>
    </section>
  );
}
