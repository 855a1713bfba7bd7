import { useState } from 'react';
import type { Me } from '#contract/sign-in.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { signOut } from '../../shared/session.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { joinAsMe } from './join-api.ts';
import { joinWords } from './words.ts';

type Props = { secret: string; me: Me; onJoined: () => void };

/** For who is signed in: an office's computer may still be another's, so it asks. */
export function JoinAsMe({ secret, me, onJoined }: Props) {
  const say = useWords(joinWords);
  const language = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const accept = () => {
    setBusy(true);
    joinAsMe(secret)
      .then(onJoined, setError)
      .finally(() => setBusy(false));
  };
  const sentence = isProblem(error, 'already-there')
    ? say('linkedAlready')
    : isProblem(error, 'forbidden')
      ? say('ownInvitation')
      : error
        ? errorSentence(error, language)
        : null;
  return (
    <div className="join-ways">
      <p>
        <b>{say('asMe', { name: me.name })}</b>
        <br />
        {say('asMeLead')}
      </p>
      <p className="field-wrong" role="alert">
        {sentence}
      </p>
      <Button kind="primary" large disabled={busy} onClick={accept}>
        {say(busy ? 'accepting' : 'accept')}
      </Button>
      <Button large disabled={busy} onClick={() => void signOut().catch(setError)}>
        {say('other')}
      </Button>
    </div>
  );
}
