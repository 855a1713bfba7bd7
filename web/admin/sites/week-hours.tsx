import type { WeeklySpan } from '#contract/hours.ts';
import { useWords } from '../../shared/words/book.ts';
import { asClock, isAllDay } from '../clock-time.ts';
import { adminWords } from '../words.ts';
import { weekLines } from './week-lines.ts';
import { siteWords } from './words.ts';

/** The hours of a week to read: 周一 – 周五 08:00–18:00. */
export function WeekHours({ spans, whenEmpty }: { spans: readonly WeeklySpan[]; whenEmpty: string }) {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  if (spans.length === 0) return whenEmpty;
  const day = (weekday: number) => say(`day_${weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7}`);
  const hours = (span: WeeklySpan) =>
    isAllDay(span) ? common('allDay') : `${asClock(span.fromMinute)}–${asClock(span.toMinute)}`;
  return (
    <ul>
      {weekLines(spans).map(({ first, last, spans: own }) => (
        <li key={first}>
          {`${first === last ? day(first) : `${day(first)} – ${day(last)}`} ${own.map(hours).join('，')}`}
        </li>
      ))}
    </ul>
  );
}
