import type { OwnMonthDay } from '#contract/own-month.ts';
import { duration } from '../../shared/time.ts';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { lineWords, nameOfDay, presentWords, stateWords } from './own-days.ts';
import { ownDaysWords } from './words.ts';

/** The records of the day that was tapped, as the nursery has them now. */
export function DayDetails({ day, timeZone }: { day: OwnMonthDay | undefined; timeZone: string }) {
  const say = useWords(ownDaysWords);
  const language = useLanguage();
  const now = useNow(30_000);
  if (!day) return <p className="dim own-details">{say('chooseDay')}</p>;
  const late = day.lateMinutes === 0 ? null : say('late', { minutes: duration(day.lateMinutes, language) });
  return (
    <div className="own-details" role="status">
      <h3>{nameOfDay(day.day, language)}</h3>
      <p>{[stateWords(day, say), presentWords(day, now, say, language), late].filter(Boolean).join(' · ')}</p>
      <ul>
        {day.lines.map((line) => (
          <li key={line.kind + line.at}>
            {lineWords(line, { day: day.day, timeZone }, say)}
            {line.isCorrected && <span className="own-corrected">{say('lineCorrected')}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
