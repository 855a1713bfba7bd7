import type { StaffLine } from '#contract/staffing.ts';
import { KIND_WORD } from '../features/staffing/words.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import type { StaffPersonProps } from './staff-person-props.ts';
import { staffWords } from './staff-words.ts';

type StaffLinesProps = Pick<StaffPersonProps, 'person' | 'staffRoom'> & { onLine: (line: StaffLine) => void };

/** What this person has recorded today; a tap on one corrects it. */
export function StaffLines({ person, staffRoom, onLine }: StaffLinesProps) {
  const say = useWords(staffWords);
  const language = useLanguage();
  if (person.lines.length === 0) return null;
  return (
    <ul className="tb-staff-lines" aria-label={say('today')}>
      {person.lines.map((line) => (
        <li key={line.eventId}>
          <button type="button" className="tb-staff-line" onClick={() => onLine(line)}>
            <b>{clock(line.at, staffRoom.timeZone)}</b>
            {KIND_WORD[line.kind][language]}
            <Icon name="pencil" size={18} />
          </button>
        </li>
      ))}
    </ul>
  );
}
