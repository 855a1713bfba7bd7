import type { IncidentFile, IncidentLine } from '#contract/incident-file.ts';
import { isByClock } from '../features/incidents/history-line.ts';
import { callName } from '../shared/call-name.ts';
import { serverNow } from '../shared/server-clock.ts';
import { clockAndDay } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { incidentHistoryWords } from './incident-history-words.ts';
import type { IncidentPageProps } from './incident-sheet-props.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';

/** How it went, and who did it: the earliest first, what is on its way last. */
export function IncidentHistory({ room, incident }: Pick<IncidentPageProps, 'room' | 'incident'>) {
  const say = useWords(incidentSheetWords);
  const language = useLanguage();
  const tell = useWords(incidentHistoryWords);
  const words = useLine(incident.file);
  const time = (at: string) => clockAndDay(at, language, room.timeZone, serverNow());
  return (
    <section>
      <h3>{tell('history')}</h3>
      <ul className="tb-lines">
        {incident.file?.lines.map((line) => (
          <li key={line.stepId}>
            <b>{words(line)}</b>
            <span>
              {say('lineBy', {
                time: time(line.happenedAt),
                by: line.by ?? (isByClock(line) ? tell('clockDid') : say('nobody')),
              })}
            </span>
          </li>
        ))}
        {incident.unsent.map(({ record }) => (
          <li key={record.id}>
            <b>{record.words[language]}</b>
            <span>{say('lineBy', { time: time(record.happenedAt), by: say('unsent') })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useLine(file: IncidentFile | null): (line: IncidentLine) => string {
  const say = useWords(incidentSheetWords);
  const tell = useWords(incidentHistoryWords);
  return ({ kind, childId, guardianId, isReached, text }) => {
    const family = file?.families.find((each) => each.childId === childId);
    const child = family ? callName(family) : '';
    const guardian = family?.guardians.find(({ userId }) => userId === guardianId);
    const who = guardian ? `${guardian.relation} ${guardian.name}` : say('else');
    if (kind === 'called')
      return tell('line_called', { child, who: say(isReached ? 'callDone' : 'callMissed', { who }) });
    if (kind === 'withdrawn' && text !== '') return tell('line_withdrawnWhy', { text });
    if (kind === 'addendum' && child !== '') return tell('line_addendumFor', { child, text });
    return tell(`line_${kind}`, { child, text });
  };
}
