import { Fragment } from 'react';
import type { IncidentFile, IncidentLine } from '#contract/incident-file.ts';
import type { Signature } from '#contract/incident-steps.ts';
import { DrawnSignature } from '../../features/incidents/drawn-signature.tsx';
import { SignatureDoubts } from '../../features/incidents/signature-doubts.tsx';
import { formOf, unsignedIn } from '../../features/incidents/history-line.ts';
import { clock, dayName, isSameDay } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { useWhoCalled } from './who-called.ts';
import { incidentHistoryWords } from './history-words.ts';

/** How it went, line by line; a call at the time at which it was made. */
export function History({ file, timeZone }: { file: IncidentFile; timeZone: string }) {
  const say = useWords(incidentHistoryWords);
  const language = useLanguage();
  const said = useSaid(file);
  const lines = file.lines.map((line) => ({ ...line, at: line.kind === 'called' ? line.happenedAt : line.at }));
  return (
    <section aria-labelledby="in-history" className="in-history">
      <h3 id="in-history">{say('history')}</h3>
      <ol>
        {lines.map((line, nth) => (
          <Fragment key={line.stepId}>
            {!isSameDay(line.at, lines[nth - 1]?.at ?? file.happenedAt, timeZone) && (
              <li className="in-day">{dayName(line.at, language, timeZone)}</li>
            )}
            <li>
              <time dateTime={line.at}>{clock(line.at, timeZone)}</time>
              <span>
                {said(line)}
                {line.signature && <Signed signature={line.signature} />}
                <SignatureDoubts doubts={line.doubts ?? []} signedAt={line.at} />
              </span>
            </li>
          </Fragment>
        ))}
      </ol>
    </section>
  );
}

function useSaid({ families }: IncidentFile): (line: IncidentLine) => string {
  const say = useWords(incidentHistoryWords);
  const language = useLanguage();
  const whoOf = useWhoCalled(families);
  return (line) => {
    const names = unsignedIn(line, families).map(({ name }) => name);
    return say(`l_${formOf(line, families)}`, {
      by: line.by ?? say('somebody'),
      child: families.find(({ childId }) => childId === line.childId)?.name ?? '',
      text: line.text,
      who: whoOf(line),
      children: listOf(names, language),
      why: line.why ? say(`over_${line.why}`) : '',
    });
  };
}

function Signed({ signature }: { signature: Signature }) {
  const say = useWords(incidentHistoryWords);
  if (signature.kind === 'typed') return <em className="in-signed">{signature.name}</em>;
  return <DrawnSignature strokes={signature.strokes} label={say('signature')} className="in-signed" />;
}
