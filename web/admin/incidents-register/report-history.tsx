import type { IncidentFile, IncidentLine } from '#contract/incident-file.ts';
import { isForFamilies } from '../../features/incidents/for-families.ts';
import { type Say, useWords } from '../../shared/words/book.ts';
import { useLanguage, type Language } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { Part, type ReportOf } from './report-part.tsx';
import { reportWords } from './report-words.ts';
import { stampOf } from './stamp.ts';

/** How it went, a line for each step. */
export function History({ file, site: { timeZone } }: ReportOf) {
  const say = useWords(reportWords);
  const language = useLanguage();
  return (
    <Part title={say('history')}>
      <table className="rr-history">
        <tbody>
          {file.lines.map((line) => (
            <tr key={line.stepId}>
              <th scope="row">{stampOf(line.happenedAt, timeZone)}</th>
              <td>{line.by ?? say(line.kind === 'flagged' ? 'nobody' : 'byClock')}</td>
              <td>{sentenceOf(line, file, say, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

type SayLine = Say<(typeof reportWords)['keys'][number]>;

function sentenceOf(line: IncidentLine, { families }: IncidentFile, say: SayLine, language: Language): string {
  const { kind, childId, guardianId, isReached, text } = line;
  const family = families.find((each) => each.childId === childId);
  const child = family?.name ?? '';
  if (kind === 'called') {
    const who = family?.guardians.find(({ userId }) => userId === guardianId)?.name ?? say('aFamilyMember');
    return say(isReached ? 'line_reached' : 'line_notReached', { who });
  }
  if (kind === 'addendum' && childId === null) return say('line_addendumFile', { text });
  if (kind === 'published' && !isForFamilies(families)) return say('line_reviewed');
  return endingOf(line, families, say, language) ?? say(`line_${kind}`, { child, text });
}

/** Null where it ended as most do, or goes on. */
function endingOf(
  { kind, text, unsigned }: IncidentLine,
  families: IncidentFile['families'],
  say: SayLine,
  language: Language,
): string | null {
  if (kind === 'withdrawn' && text !== '') return say('line_withdrawnWhy', { text });
  const names = families.filter(({ childId }) => unsigned.includes(childId)).map(({ name }) => name);
  return names.length > 0 ? say('line_closedUnsigned', { text, children: listOf(names, language) }) : null;
}
