import { chooseLanguage } from '../session.ts';
import { LANGUAGES, useLanguage } from '../words/language.ts';

const NAME = { zh: '中文', en: 'English' };

/** Each language is written in itself, so that it is found by whoever cannot read the other. */
export function LanguageSwitch() {
  const language = useLanguage();
  return (
    <div className="language" role="group" aria-label="语言 Language">
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          // The page has changed already; the account's copy is a courtesy and may fail.
          onClick={() => void chooseLanguage(each).catch(() => undefined)}
        >
          {NAME[each]}
        </button>
      ))}
    </div>
  );
}
