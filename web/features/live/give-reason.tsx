import { type SubmitEvent, useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { liveWords } from './words.ts';

/** The bounds of `reason` in the contract's OpenLiveView. */
const SHORTEST = 4;
const LONGEST = 300;

/** For those whose duty it is not to look at any time: first the reason, then the picture. */
export function GiveReason({ onReason }: { onReason: (reason: string) => void }) {
  const say = useWords(liveWords);
  const [reason, setReason] = useState('');
  const said = reason.trim();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onReason(said);
  };
  return (
    <form className="live-reason" onSubmit={submit}>
      <input
        aria-label={say('reason')}
        placeholder={say('reasonExample')}
        maxLength={LONGEST}
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="submit" kind="primary" disabled={said.length < SHORTEST}>
        {say('reasonGive')}
      </Button>
    </form>
  );
}
