import { useState } from 'react';
import type { z } from 'zod';
import type { ConcernChoices } from '#contract/concerns.ts';
import type { Actor } from '#contract/sign-in.ts';
import { useChoices } from '../features/concerns/concerns-api.ts';
import { ConcernForm } from '../features/concerns/concern-form.tsx';
import { Receipt } from '../features/concerns/receipt.tsx';
import { type Reporting, useReport } from '../features/concerns/use-report.ts';
import { concernWords } from '../features/concerns/words.ts';
import { useTablet } from '../features/devices/tablet-session.ts';
import { byName } from '../shared/by-name.ts';
import { isProblem, Unreachable } from '../shared/problem-error.ts';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { PinPad } from './pin-pad.tsx';
import { Sheet } from './sheet.tsx';
import { useUnreachable } from './use-away.ts';
import { caregiverWords } from './words.ts';
import './concern-sheet.css';

type ConcernSheetProps = { roomName: string; onClose: () => void };

/**
 * A report of suspected abuse, under one's own PIN, whoever acts on the tablet. It lives in this sheet's memory alone: closed,
 * left for a minute, or sent, nothing of it is on the tablet any more. Without a network it is not even begun.
 */
export function ConcernSheet({ roomName, onClose }: ConcernSheetProps) {
  const say = useWords(concernWords);
  const room = useWords(caregiverWords);
  const language = useLanguage();
  const isAway = useUnreachable();
  const { data, error } = useChoices();
  return (
    <Sheet title={say('title')} back={room('back', { room: roomName })} onClose={onClose}>
      {data ? (
        <Report choices={data} isAway={isAway} onClose={onClose} />
      ) : (
        <p className="tb-lead" role="status">
          {isAway || error instanceof Unreachable
            ? say('away')
            : error
              ? errorSentence(error, language)
              : room('loading')}
        </p>
      )}
    </Sheet>
  );
}

type ReportProps = { choices: z.infer<typeof ConcernChoices>; isAway: boolean; onClose: () => void };

function Report({ choices, isAway, onClose }: ReportProps) {
  const say = useWords(concernWords);
  const report = useReport(choices);
  const [isWritten, setWritten] = useState(false);
  const { draft, setDraft, place, onPlace, receipt } = report;
  if (receipt)
    return (
      <Receipt receipt={receipt} onTablet>
        <button type="button" className="tb-button tb-go" onClick={onClose}>
          {say('done')}
        </button>
      </Receipt>
    );
  if (isAway)
    return (
      <p className="tb-lead" role="alert">
        {say('away')}
      </p>
    );
  if (!place) return null;
  if (isWritten) return <Prove report={report} onBack={() => setWritten(false)} />;
  return (
    <ConcernForm
      {...{ places: choices.places, place, onPlace, draft, onDraft: setDraft }}
      onSubmit={() => setWritten(true)}
    >
      <button type="submit" className="tb-button tb-go tb-concern-next">
        {say('toPin')}
      </button>
    </ConcernForm>
  );
}

/** Whose report it is: a face, and that person's PIN. Who acts on the tablet stays who they were. */
function Prove({ report, onBack }: { report: Reporting; onBack: () => void }) {
  const say = useWords(concernWords);
  const tablet = useTablet();
  const [person, setPerson] = useState<Actor | null>(null);
  if (tablet.phase !== 'paired') return null;
  return (
    <div className="tb-concern-prove">
      {person ? (
        <Pin {...{ report, person }} onOther={() => setPerson(null)} />
      ) : (
        <>
          <h2>{say('whoReports')}</h2>
          <ul className="tb-faces">
            {[...tablet.device.staff].sort(byName).map((each) => (
              <li key={each.userId}>
                <button type="button" onClick={() => setPerson(each)}>
                  <Portrait recipe={each.portrait} name={each.name} size={96} adult />
                  {each.name}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <button type="button" className="tb-button" onClick={onBack}>
        {say('backToForm')}
      </button>
    </div>
  );
}

function Pin({ report, person, onOther }: { report: Reporting; person: Actor; onOther: () => void }) {
  const say = useWords(concernWords);
  const room = useWords(caregiverWords);
  const language = useLanguage();
  const { error, busy, send } = report;
  const wrong = isProblem(error, 'wrong-pin')
    ? room('wrongPin')
    : error instanceof Unreachable
      ? say('unsent')
      : error !== null && errorSentence(error, language);
  return (
    <div className="tb-enter">
      <div className="tb-enter-who">
        <Portrait recipe={person.portrait} name={person.name} size={120} adult />
        <p>{say('pinFor', { name: person.name })}</p>
        <p className="tb-wrong" role="alert">
          {wrong}
        </p>
        <button type="button" className="tb-button" onClick={onOther}>
          {say('otherPerson')}
        </button>
      </div>
      <PinPad busy={busy} onPin={(pin) => send({ userId: person.userId, pin })} />
    </div>
  );
}
