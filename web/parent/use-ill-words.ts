import { useOpenCases } from '../features/health/use-own-health.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { askWords } from './ask-words.ts';

/** All is not well: who is unwell, instead of the day's verdict. Empty when nobody is. */
export function useIllWords(): string {
  const say = useWords(askWords);
  const language = useLanguage();
  const names = new Set(useOpenCases().map(({ childName }) => childName));
  return names.size === 0 ? '' : say('verdictIll', { names: [...names].join(language === 'zh' ? '、' : ', ') });
}
