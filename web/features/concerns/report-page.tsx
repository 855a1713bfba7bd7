import type { z } from 'zod';
import type { ConcernChoices } from '#contract/concerns.ts';
import { Unreachable } from '../../shared/problem-error.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Failed } from '../../shared/ui/failed.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ConcernForm } from './concern-form.tsx';
import { useChoices } from './concerns-api.ts';
import { OwnConcerns } from './own-concerns.tsx';
import { Receipt } from './receipt.tsx';
import { useReport } from './use-report.ts';
import { concernWords } from './words.ts';
import './concern-form.css';

/** For whoever is signed in on their own browser: to report, and to see where their own reports stand. */
export function ReportPage() {
  const choices = useChoices();
  return (
    <div className="co-page">
      {choices.data ? (
        <Report choices={choices.data} />
      ) : choices.error ? (
        <Failed error={choices.error} onAgain={() => void choices.refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

function Report({ choices }: { choices: z.infer<typeof ConcernChoices> }) {
  const say = useWords(concernWords);
  const language = useLanguage();
  const { draft, setDraft, place, onPlace, receipt, error, busy, send, begin } = useReport(choices);
  return (
    <>
      <section className="card co-card">
        {receipt ? (
          <Receipt receipt={receipt}>
            <Button onClick={begin}>{say('again')}</Button>
          </Receipt>
        ) : place ? (
          <ConcernForm
            {...{ places: choices.places, place, onPlace, draft, onDraft: setDraft }}
            onSubmit={() => send()}
          >
            <p role="alert" className="field-wrong">
              {error !== null && (error instanceof Unreachable ? say('unsent') : errorSentence(error, language))}
            </p>
            <Button type="submit" kind="primary" disabled={busy}>
              {say(busy ? 'sending' : 'send')}
            </Button>
          </ConcernForm>
        ) : (
          <p>{say('nowhere')}</p>
        )}
      </section>
      <OwnConcerns key={receipt?.receipt} timeZone={place?.timeZone} />
    </>
  );
}
