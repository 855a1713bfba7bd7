import { Button } from 'antd';
import { overlapIn, type WeeklySpan } from '#contract/hours.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ClockInput } from '../clock-input.tsx';
import { asClock, isAllDay } from '../clock-time.ts';
import { adminWords } from '../words.ts';
import { siteWords } from './words.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
type Weekday = (typeof WEEKDAYS)[number];
const NEW_SPAN = { fromMinute: 8 * 60, toMinute: 18 * 60 };
/** Stands in a span for what was typed and is no time, until it is one. */
const NO_TIME = Number.NaN;

type Props = {
  value?: readonly WeeklySpan[];
  onChange?: (spans: WeeklySpan[]) => void;
  /** What a week without any span means, when it does not mean closed. */
  whenEmpty?: string;
  /** Said before each day's name, where the form has several weeks. */
  prefix?: string;
};

/** The spans of a week, day by day; a field of a form. */
export function WeeklySpansInput({ value = [], onChange, whenEmpty, prefix = '' }: Props) {
  const say = useWords(siteWords);
  const monday = value.filter(({ weekday }) => weekday === 1);
  const copyMonday = () => {
    const rest = value.filter(({ weekday }) => weekday === 1 || weekday > 5);
    onChange?.([...rest, ...[2, 3, 4, 5].flatMap((weekday) => monday.map((span) => ({ ...span, weekday })))]);
  };
  return (
    <div className="ad-spans">
      {WEEKDAYS.map((weekday) => (
        <Day
          key={weekday}
          weekday={weekday}
          spans={value}
          prefix={prefix}
          withoutSpan={(value.length === 0 && whenEmpty) || say('closed')}
          onChange={(spans) => onChange?.(spans)}
        />
      ))}
      {monday.length > 0 && (
        <Button size="small" onClick={copyMonday}>
          {say('copyMonday')}
        </Button>
      )}
    </div>
  );
}

type DayProps = {
  weekday: Weekday;
  prefix: string;
  spans: readonly WeeklySpan[];
  withoutSpan: string;
  onChange: (spans: WeeklySpan[]) => void;
};

function Day({ weekday, prefix, spans, withoutSpan, onChange }: DayProps) {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const day = say(`day_${weekday}`);
  const spoken = prefix === '' ? day : `${prefix} ${day}`;
  const own = spans.filter((span) => span.weekday === weekday);
  const tooMany = overlapIn(own);
  const replace = (old: WeeklySpan, next: WeeklySpan) => onChange(spans.map((span) => (span === old ? next : span)));
  return (
    <div className="ad-span-day">
      <span>{day}</span>
      <div>
        {own.length === 0 && <span className="dim">{withoutSpan}</span>}
        {own.map((span, i) => (
          <div className="ad-span" key={i}>
            <ClockInput
              aria-label={say('from', { day: spoken })}
              value={span.fromMinute}
              isRefused={i === tooMany}
              onChange={(fromMinute = NO_TIME) => replace(span, { ...span, fromMinute })}
            />
            –
            <ClockInput
              aria-label={say('to', { day: spoken })}
              value={span.toMinute}
              isRefused={span.toMinute <= span.fromMinute}
              onChange={(toMinute = NO_TIME) => replace(span, { ...span, toMinute })}
            />
            {isAllDay(span) && <span className="dim">{common('allDay')}</span>}
            <Button
              size="small"
              type="text"
              aria-label={say('removeSpan', {
                day: spoken,
                from: asClock(span.fromMinute),
                to: asClock(span.toMinute),
              })}
              icon={<Icon name="close" size={14} />}
              onClick={() => onChange(spans.filter((other) => other !== span))}
            />
          </div>
        ))}
      </div>
      <Button size="small" onClick={() => onChange([...spans, { weekday, ...NEW_SPAN }])}>
        {say('addSpan')}
      </Button>
    </div>
  );
}
