import { useId, useState } from 'react';
import type { Say } from '../shared/words/book.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { type Hint, incidentHintWords } from '../features/incidents/detail-hints.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';

type IncidentTextProps = {
  label: string;
  value: string;
  most: number;
  onChange: (value: string) => void;
  /** Said under it: what is wrong with the text. */
  wrong?: string | null;
  hints?: readonly Hint[];
};

/** A text, with what is written most often to be tapped above it. */
export function IncidentText({ label, value, most, onChange, wrong = null, hints = [] }: IncidentTextProps) {
  const say = useWords(incidentHintWords);
  const language = useLanguage();
  const wrongId = useId();
  // What is saved has no space at its end; under the hand that writes, it stays.
  const [typed, setTyped] = useState(value);
  const shown = typed.trim() === value.trim() ? typed : value;
  const write = (text: string): void => {
    setTyped(text);
    onChange(text);
  };
  return (
    <div className="tb-inc-text">
      {hints.length > 0 && (
        <div className="tb-inc-hints" role="group" aria-label={label}>
          {hints.map((hint) => (
            <button
              key={hint}
              type="button"
              aria-pressed={isIn(shown, say(hint))}
              onClick={() => write(withHint(shown, { hint, say, isZh: language === 'zh' }).slice(0, most))}
            >
              {say(hint)}
            </button>
          ))}
        </div>
      )}
      <label>
        <span>{label}</span>
        <textarea
          rows={4}
          maxLength={most}
          value={shown}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : wrongId}
          onChange={(event) => write(event.target.value)}
        />
      </label>
      <Room left={most - shown.length} most={most} />
      {wrong !== null && (
        <p id={wrongId} className="tb-wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

const NEARLY_FULL = 50;

/** The field takes no letter more than there is room for: that is said, and before that how many are left. */
function Room({ left, most }: { left: number; most: number }) {
  const say = useWords(incidentSheetWords);
  if (left > NEARLY_FULL) return null;
  return (
    <p className={left > 0 ? 'tb-inc-left' : 'tb-wrong'} role="status">
      {left > 0 ? say('textLeft', { n: left }) : say('textFull', { most })}
    </p>
  );
}

const isIn = (text: string, words: string): boolean => text.includes(words);

/** Put at the end, or taken out where it stands already. */
function withHint(text: string, { hint, say, isZh }: { hint: Hint; say: Say<Hint>; isZh: boolean }): string {
  const words = say(hint);
  const between = isZh ? '，' : ', ';
  const parts = text.split(between).map((part) => part.trim());
  if (parts.includes(words)) return parts.filter((part) => part !== words).join(between);
  if (isIn(text, words)) return text;
  return text.trim() === '' ? words : `${text.trim()}${between}${words}`;
}
