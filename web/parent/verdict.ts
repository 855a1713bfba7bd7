import type { ParentHome } from '#contract/live.ts';
import { callName } from '../shared/call-name.ts';
import { hourOf } from '../shared/time.ts';
import type { Say } from '../shared/words/book.ts';
import type { Language } from '../shared/words/language.ts';
import type { parentWords } from './words.ts';

export type ParentSay = Say<(typeof parentWords)['keys'][number]>;
type Child = ParentHome['children'][number];

export function greeting(say: ParentSay, name: string, now: Date, timeZone: string | undefined): string {
  const hour = hourOf(now, timeZone);
  const key =
    hour < 9 ? 'morningEarly' : hour < 12 ? 'morning' : hour < 14 ? 'noon' : hour < 18 ? 'afternoon' : 'evening';
  return say(key, { name });
}

/** One sentence: is all well? A child of whom nothing may be said is not mentioned. */
export function verdict(children: readonly Child[], say: ParentSay, language: Language): string {
  const isExcused = ({ attendance, word }: Child) => attendance.state === 'expected' && word.absence !== null;
  const names = (state: Child['attendance']['state']) =>
    children.filter((child) => child.attendance.state === state && !isExcused(child)).map(callName);
  const excused = children.filter(isExcused).map(callName);
  const [here, away, left] = [names('present'), names('expected'), names('left')];
  const list = (all: string[]) => all.join(language === 'zh' ? '、' : ', ');
  if (here.length > 0 && away.length > 0) return say('verdictSome', { here: list(here), away: list(away) });
  if (here.length > 0 && left.length > 0) return say('verdictHereLeft', { here: list(here), left: list(left) });
  if (here.length > 1) return say('verdictAll', { n: here.length });
  if (here.length === 1) return say('verdictOne', { child: list(here) });
  if (away.length === 0 && left.length === 0 && excused.length > 0)
    return say('verdictExcused', { names: list(excused) });
  if (away.length > 0) return say('verdictNone', { names: list(away) });
  return left.length > 0 ? say('verdictLeft', { names: list(left) }) : say('verdictQuiet');
}
