import { useOwnCases } from '../features/health/use-own-health.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import { askWords } from './ask-words.ts';
import { useUnknownIncidents } from './incidents/use-unknown-incidents.ts';

/** All is not well: what happened to whom and who is unwell at the nursery, instead of the day's verdict. Empty when all is. */
export function useNotWellWords(): string {
  return [useIncidentWords(), useIllWords()].filter(Boolean).join(' ');
}

function useIncidentWords(): string {
  const say = useWords(askWords);
  const language = useLanguage();
  const unknown = useUnknownIncidents();
  const grave = unknown.filter(({ isGrave }) => isGrave);
  const told = grave.length > 0 ? grave : unknown;
  if (told.length === 0) return '';
  const names = listOf([...new Set(told.map(({ childName }) => childName))], language);
  if (grave.length === 0)
    return say(unknown.length > 1 ? 'verdictIncidents' : 'verdictIncident', { names, n: unknown.length });
  // Whoever the nursery has reached already is not told to call it.
  return say(grave.some(({ reachedAt }) => reachedAt === null) ? 'verdictGrave' : 'verdictGraveTold', { names });
}

function useIllWords(): string {
  const say = useWords(askWords);
  const language = useLanguage();
  const here = useOwnCases().filter(({ fetchedAt }) => fetchedAt === null);
  if (here.length === 0) return '';
  const names = [...new Set(here.map(({ childName }) => childName))].join(language === 'zh' ? '、' : ', ');
  return say(here.some(({ state }) => state === 'waiting') ? 'verdictIll' : 'verdictIllTold', { names });
}
