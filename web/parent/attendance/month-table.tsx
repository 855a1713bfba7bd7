import type { OwnMonth } from '#contract/own-month.ts';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { lineWords, nameOfDay, presentWords, stateWords } from './own-days.ts';
import { ownDaysWords } from './words.ts';

/** The same month in words. Days on which nothing was planned and nothing happened are left out. */
export function MonthTable({ month }: { month: OwnMonth }) {
  const say = useWords(ownDaysWords);
  const language = useLanguage();
  const now = useNow(30_000);
  return (
    <div className="own-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('day')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">{say('records')}</th>
            <th scope="col" className="own-number">
              {say('hours')}
            </th>
          </tr>
        </thead>
        <tbody>
          {month.days
            .filter(({ mark }) => mark !== 'not-planned')
            .map((day) => (
              <tr key={day.day}>
                <th scope="row">{nameOfDay(day.day, language)}</th>
                <td>{stateWords(day, say)}</td>
                <td>
                  {day.lines
                    .map((line) => lineWords(line, { day: day.day, timeZone: month.timeZone }, say))
                    .join(language === 'zh' ? '；' : '; ')}
                </td>
                <td className="own-number">{presentWords(day, now, say, language)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
