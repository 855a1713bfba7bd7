import { type SubmitEvent, useState } from 'react';
import type { OwnChildConsents } from '#contract/consents.ts';
import type { ConsentKind } from '#contract/people.ts';
import { type Paper, sendPaper } from '../../features/consents/consents-api.ts';
import { PaperInput } from '../../features/consents/paper-input.tsx';
import { consentWords, paperSentence } from '../../features/consents/words.ts';
import { endOfDay, todayIn } from '../../shared/site-time.ts';
import { ProblemError } from '../../shared/problem-error.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useOwnChange } from './use-own-consents.ts';
import { ownConsentWords } from './words.ts';

type Props = { child: OwnChildConsents; kind: ConsentKind; onDone: () => void; onCancel: () => void };

/** A photograph or PDF of a paper, which the nursery looks at before it counts. */
export function SendPaper({ child, kind, onDone, onCancel }: Props) {
  const say = useWords(ownConsentWords);
  const kinds = useWords(consentWords);
  const language = useLanguage();
  const [file, setFile] = useState<File | null>(null);
  const [until, setUntil] = useState('');
  const sending = useOwnChange((paper: Paper) => sendPaper(paper));
  const end = until === '' ? undefined : endOfDay(child.timeZone, until).toISOString();
  const isPast = (until !== '' && until < todayIn(child.timeZone)) || isRefusedAsPast(sending.error);
  const id = `${child.childId}-${kind}`;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (file === null) return;
    if (isPast) return;
    sending.mutate({ childId: child.childId, kind, until: end, file }, { onSuccess: onDone });
  };
  return (
    <form
      className="consent-form"
      onSubmit={submit}
      tabIndex={-1}
      aria-label={say('paperTitle', { kind: kinds(kind) })}
    >
      <p className="small dim">{say('paperLead')}</p>
      <PaperInput id={`file-${id}`} label={say('paperFile')} onChosen={setFile} />
      {kind === 'insurance' && (
        <div className="field">
          <label htmlFor={`until-${id}`}>{say('paperUntil')}</label>
          <input
            id={`until-${id}`}
            type="date"
            required
            value={until}
            aria-invalid={isPast}
            aria-describedby={`past-${id}`}
            onChange={(event) => {
              sending.reset();
              setUntil(event.target.value);
            }}
          />
          <p id={`past-${id}`} role="alert" className="field-wrong">
            {isPast && say('policyPast')}
          </p>
        </div>
      )}
      <p role="alert" className="field-wrong">
        {sending.error && !isPast && paperSentence(sending.error, language)}
      </p>
      <div className="row consent-acts">
        <Button type="submit" kind="primary" disabled={sending.isPending}>
          {say('paperSend')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </form>
  );
}

const isRefusedAsPast = (error: Error | null): boolean =>
  error instanceof ProblemError && error.problem.fields?.['until'] === 'in-the-past';
