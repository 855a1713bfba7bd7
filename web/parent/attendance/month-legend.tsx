import { DAY_MARKS } from '#contract/month-sheets.ts';
import { useWords } from '../../shared/words/book.ts';
import { DayMark } from './day-mark.tsx';
import { ownDaysWords } from './words.ts';

/** What the shapes mean. */
export function MonthLegend() {
  const say = useWords(ownDaysWords);
  return (
    <ul className="own-legend tiny" aria-label={say('legend')}>
      {DAY_MARKS.filter((mark) => mark !== 'not-planned').map((mark) => (
        <li key={mark}>
          <DayMark mark={mark} size={16} />
          {say(`mark_${mark}`)}
        </li>
      ))}
      <li>
        <DayMark mark="not-planned" isCorrected size={16} />
        {say('corrected')}
      </li>
    </ul>
  );
}
