import { type SubmitEvent, useState } from 'react';
import type { ConsentTextView, OwnChildConsents } from '#contract/consents.ts';
import { sign } from '../../features/consents/consents-api.ts';
import { consentWords } from '../../features/consents/words.ts';
import { ProblemError } from '../../shared/problem-error.ts';
import { useMe } from '../../shared/session.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useOwnChange } from './use-own-consents.ts';
import { ownConsentWords } from './words.ts';

type Props = { child: OwnChildConsents; text: ConsentTextView; onDone: () => void; onCancel: () => void };

/** The whole text, and below it the name that is typed to agree. */
export function SignText({ child, text, onDone, onCancel }: Props) {
  const say = useWords(ownConsentWords);
  const kinds = useWords(consentWords);
  const language = useLanguage();
  const me = useMe();
  const [name, setName] = useState('');
  const signing = useOwnChange(sign);
  const id = `name-${child.childId}-${text.kind}`;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    signing.mutate({ childId: child.childId, kind: text.kind, textId: text.textId, name }, { onSuccess: onDone });
  };
  return (
    <form className="consent-form" onSubmit={submit} tabIndex={-1} aria-labelledby={`title-${id}`}>
      <h4 id={`title-${id}`}>{say('signTitle', { kind: kinds(text.kind), n: text.version })}</h4>
      <div className="consent-text">{text[language]}</div>
      <div className="field">
        <label htmlFor={id}>{say('typeName')}</label>
        <input
          id={id}
          required
          maxLength={60}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <p role="alert" className="field-wrong">
        {signing.error && wrong(signing.error)}
      </p>
      <div className="row consent-acts">
        <Button type="submit" kind="primary" disabled={signing.isPending}>
          {say('signButton')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </form>
  );

  function wrong(error: Error): string {
    const fields = error instanceof ProblemError ? error.problem.fields : undefined;
    if (fields?.['name'] === 'not-your-name') return say('notYourName', { name: me.name });
    if (fields?.['textId'] === 'newer-text') return say('newerText');
    return errorSentence(error, language);
  }
}
