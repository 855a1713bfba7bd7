import { useOwnCases } from '../features/health/use-own-health.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { askWords } from './ask-words.ts';

/** All is not well: who is unwell at the nursery, instead of the day's verdict. Empty when nobody is. */
export function useIllWords(): string {
  const say = useWords(askWords);
  const language = useLanguage();
  const here = useOwnCases().filter(({ fetchedAt }) => fetchedAt === null);
  if (here.length === 0) return '';
  const names = [...new Set(here.map(({ childName }) => childName))].join(language === 'zh' ? '、' : ', ');
  return say(here.some(({ state }) => state === 'waiting') ? 'verdictIll' : 'verdictIllTold', { names });
}
