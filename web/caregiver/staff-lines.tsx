import { KIND_WORD } from '../features/staffing/words.ts';
import { clock } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import type { StaffPersonProps } from './staff-person-props.ts';
import { staffWords } from './staff-words.ts';

/** What this person has recorded today. */
export function StaffLines({ person, staffRoom }: Pick<StaffPersonProps, 'person' | 'staffRoom'>) {
  const say = useWords(staffWords);
  const language = useLanguage();
  if (person.lines.length === 0) return null;
  return (
    <ul className="tb-staff-lines" aria-label={say('today')}>
      {person.lines.map(({ eventId, kind, at }) => (
        <li key={eventId}>
          <b>{clock(at, staffRoom.timeZone)}</b> {KIND_WORD[kind][language]}
        </li>
      ))}
    </ul>
  );
}
