import { useState } from 'react';
import type { PickupCode } from '#contract/pickups.ts';
import { clockOfEnd } from '../../shared/time.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { pickupWords } from './words.ts';

type Props = { code: PickupCode; name: string; timeZone: string; onClose: () => void };

/** Shown until it is closed, and never again. */
export function CodeShown({ code: { code, expiresAt }, name, timeZone, onClose }: Props) {
  const say = useWords(pickupWords);
  const [isCopied, setCopied] = useState(false);
  return (
    <section className="pickup-code" role="status">
      <h3>{say('codeIs', { name })}</h3>
      <p className="pickup-digits">{`${code.slice(0, 3)} ${code.slice(3)}`}</p>
      <p className="small">{say('codeOnce', { time: clockOfEnd(expiresAt, timeZone) })}</p>
      <div className="pickup-acts">
        <Button onClick={() => void navigator.clipboard.writeText(code).then(() => setCopied(true))}>
          {say(isCopied ? 'copied' : 'copy')}
        </Button>
        <Button kind="primary" onClick={onClose}>
          {say('close')}
        </Button>
      </div>
    </section>
  );
}
