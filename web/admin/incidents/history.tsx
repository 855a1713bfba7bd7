import { Fragment } from 'react';
import type { IncidentFile, IncidentLine } from '#contract/incident-file.ts';
import type { Signature } from '#contract/incident-steps.ts';
import { DrawnSignature } from '../../features/incidents/drawn-signature.tsx';
import { SignatureDoubts } from '../../features/incidents/signature-doubts.tsx';
import { isForFamilies } from '../../features/incidents/for-families.ts';
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
    const { kind, text } = line;
    const by = line.by ?? say('somebody');
    const child = families.find(({ childId }) => childId === line.childId)?.name ?? '';
    if (kind === 'called')
      return say(line.isReached ? 'l_called_reached' : 'l_called_missed', { by, who: whoOf(line) });
    if (kind === 'addendum') return say(child === '' ? 'l_addendum_register' : 'l_addendum', { by, child, text });
    if (kind === 'published' && !isForFamilies(families)) return say('l_reviewed', { by });
    const names = families.filter(({ childId }) => line.unsigned.includes(childId)).map(({ name }) => name);
    if (names.length > 0) return say('l_closed_unsigned', { by, text, children: listOf(names, language) });
    if (isReasonedEnd(line)) return say(`l_${line.kind}_why`, { by, text });
    const why = line.why ? say(`over_${line.why}`) : '';
    return say(`l_${kind}`, { by, child, text, why });
  };
}

const isReasonedEnd = (line: IncidentLine): line is IncidentLine & { kind: 'withdrawn' | 'closed' } =>
  (line.kind === 'withdrawn' || line.kind === 'closed') && line.text !== '';

function Signed({ signature }: { signature: Signature }) {
  const say = useWords(incidentHistoryWords);
  if (signature.kind === 'typed') return <em className="in-signed">{signature.name}</em>;
  return <DrawnSignature strokes={signature.strokes} label={say('signature')} className="in-signed" />;
}
