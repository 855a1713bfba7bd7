import type { IncidentFile, IncidentLine } from '#contract/incident-file.ts';
import { formOf, isByClock, unsignedIn } from '../../features/incidents/history-line.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { incidentHistoryWords } from '../incidents/history-words.ts';
import { Part, type ReportOf } from './report-part.tsx';
import { reportWords } from './report-words.ts';
import { stampOf } from './stamp.ts';

/** How it went, a line for each step. */
export function History({ file, site: { timeZone } }: ReportOf) {
  const say = useWords(reportWords);
  const sentence = useSentence(file);
  return (
    <Part title={say('history')}>
      <table className="rr-history">
        <tbody>
          {file.lines.map((line) => (
            <tr key={line.stepId}>
              <th scope="row">{stampOf(line.happenedAt, timeZone)}</th>
              <td>{line.by ?? say(isByClock(line) ? 'byClock' : 'byTablet')}</td>
              <td>{sentence(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

/** What a line says beside who did it. */
function useSentence({ families }: IncidentFile): (line: IncidentLine) => string {
  const say = useWords(reportWords);
  const sayWhy = useWords(incidentHistoryWords);
  const language = useLanguage();
  return (line) => {
    const family = families.find(({ childId }) => childId === line.childId);
    const guardian = family?.guardians.find(({ userId }) => userId === line.guardianId);
    const names = unsignedIn(line, families).map(({ name }) => name);
    return say(`line_${formOf(line, families)}`, {
      child: family?.name ?? '',
      text: line.text,
      who: guardian?.name ?? say('aFamilyMember'),
      children: listOf(names, language),
      why: line.why ? sayWhy(`over_${line.why}`) : '',
    });
  };
}
