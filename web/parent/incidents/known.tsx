import { useEffect, useRef } from 'react';
import type { OwnIncident } from '#contract/own-incidents.ts';
import { SignatureShown } from '../../features/incidents/signature-shown.tsx';
import { dayAndClock } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ownIncidentWords } from './words.ts';

/** What was signed and when; of another's signature only that there is one. `isFresh`: it came while the page was open. */
export function Known({ view, isFresh }: { view: OwnIncident; isFresh: boolean }) {
  const { signed, acknowledgedAt, timeZone } = view;
  const say = useWords(ownIncidentWords);
  const language = useLanguage();
  const now = useNow(60_000);
  const title = useRef<HTMLHeadingElement>(null);
  // The form is gone with the button that had the focus: what is read next is what became of it.
  useEffect(() => {
    if (isFresh) title.current?.focus();
  }, [isFresh]);
  const at = signed?.at ?? acknowledgedAt ?? '';
  const time = dayAndClock(at, language, timeZone, now);
  return (
    <section className="panel card incident-known">
      <div className="row">
        <Icon name="check" size={18} />
        <h2 ref={title} tabIndex={-1}>
          {say(signed ? 'signed' : 'signedByFamily')}
        </h2>
      </div>
      {signed && <SignatureShown signature={signed.signature} />}
      <p className="small dim">{say(signed ? 'signedAt' : 'signedByFamilyAt', { time })}</p>
    </section>
  );
}
