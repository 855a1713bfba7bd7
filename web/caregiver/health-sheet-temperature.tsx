import { FEVER_FROM_TENTHS } from '#contract/health.ts';
import { useWords } from '../shared/words/book.ts';
import { degrees } from '../shared/words/health.ts';
import { useLanguage } from '../shared/words/language.ts';
import { sheetHealthWords } from './health-sheet-words.ts';

const WHOLE = [35, 36, 37, 38, 39, 40] as const;
const TENTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
/** What most children have: the first tap on a tenth needs no tap on a degree. */
const USUAL = 36;

type TemperatureProps = {
  /** Tenths of a degree Celsius; null: not measured. */
  value: number | null;
  onChange: (value: number | null) => void;
};

/** Two taps, no typing: the degree, then the tenth. */
export function HealthSheetTemperature({ value, onChange }: TemperatureProps) {
  const say = useWords(sheetHealthWords);
  const language = useLanguage();
  const whole = value === null ? null : Math.floor(value / 10);
  const tenth = value === null ? null : value % 10;
  return (
    <>
      <h2 className="tb-step">{say('temperature')}</h2>
      <div className="tb-degrees" role="group" aria-label={say('temperature')}>
        <output className={value !== null && value >= FEVER_FROM_TENTHS ? 'tb-degrees-high' : ''}>
          {value === null ? say('notMeasured') : degrees(value, language)}
        </output>
        <div className="tb-degrees-keys">
          {WHOLE.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === whole}
              aria-label={say('degreesWhole', { n: each })}
              onClick={() => onChange(each * 10 + (tenth ?? 0))}
            >
              {each}
            </button>
          ))}
          <button type="button" aria-pressed={value === null} onClick={() => onChange(null)}>
            {say('notMeasured')}
          </button>
        </div>
        <div className="tb-degrees-keys">
          {TENTHS.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === tenth}
              aria-label={say('degreesTenth', { n: each })}
              onClick={() => onChange((whole ?? USUAL) * 10 + each)}
            >
              .{each}
            </button>
          ))}
        </div>
      </div>
    </>
  );
}
