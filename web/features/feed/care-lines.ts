import type { EventView } from '#contract/events.ts';
import { clock, dayName } from '../../shared/time.ts';
import type { Say } from '../../shared/words/book.ts';
import { degrees, foundWords, periodWord } from '../../shared/words/health.ts';
import type { Language } from '../../shared/words/language.ts';
import type { FeedLine } from './feed-line.ts';
import type { feedWords } from './words.ts';

type Words = Say<(typeof feedWords)['keys'][number]>;
type Base = Pick<FeedLine, 'position' | 'at'>;
type Of<T extends EventView['type']> = Extract<EventView, { type: T }>;

/** What was found at a child, in the family's own words, and what happens next when something was. */
export function healthLine(event: Of<'health:checked'>, base: Base, say: Words, language: Language): FeedLine {
  const period = periodWord(event.period, language);
  const found = foundWords(event, language);
  const values = { child: event.childName, period, found };
  if (event.takenBack)
    return { ...base, icon: 'undo', tone: 'primary', title: say('healthTakenBack', values), detail: null };
  if (event.isAbnormal)
    return {
      ...base,
      icon: 'thermometer',
      tone: 'accent',
      title: say(event.corrects ? 'healthCorrected' : 'healthFound', values),
      detail: say('healthNext'),
    };
  return {
    ...base,
    icon: 'thermometer',
    tone: 'primary',
    title: say(event.corrects ? 'healthCorrected' : 'healthWell', values),
    detail: event.temperature === null || event.corrects ? null : degrees(event.temperature, language),
  };
}

export function followUpLine(event: Of<'health:followed-up'>, base: Base, say: Words, language: Language): FeedLine {
  const measured = event.temperature === null ? '' : degrees(event.temperature, language);
  const title = say(`followed_${event.kind}`, { by: event.by, child: event.childName, measured });
  return { ...base, icon: 'thermometer', tone: 'primary', title, detail: null };
}

/** Said by one of the family, or by the nursery after a call: the other parent reads who. */
export function noticeLine(
  event: Of<'notice:given' | 'notice:withdrawn'>,
  base: Base,
  say: Words,
  language: Language,
): FeedLine {
  const isGiven = event.type === 'notice:given';
  const values = {
    by: event.by,
    child: event.childName,
    days: daysOf(event, language),
    until: event.untilMinute === null ? '' : minuteOfDay(event.untilMinute),
    with: event.withName ?? '',
  };
  return {
    ...base,
    icon: isGiven ? 'calendar' : 'undo',
    tone: 'primary',
    title: say(`${isGiven ? 'noticed' : 'unnoticed'}_${event.kind}`, values),
    detail: event.reason === null || !isGiven ? null : say(`reason_${event.reason}`),
  };
}

function daysOf({ fromDay, toDay }: Of<'notice:given' | 'notice:withdrawn'>, language: Language): string {
  const named = (day: string) => dayName(`${day}T12:00:00Z`, language, 'UTC');
  return fromDay === toDay ? named(fromDay) : `${named(fromDay)} – ${named(toDay)}`;
}

const minuteOfDay = (minute: number): string => (minute === 1440 ? '24:00' : clock(new Date(minute * 60_000), 'UTC'));
