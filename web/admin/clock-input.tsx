import { Input } from 'antd';
import { useState } from 'react';
import { asClock, minuteOf } from './clock-time.ts';

type Props = {
  id?: string;
  /** Minutes after midnight; anything that is no minute shows what was typed. */
  value?: number | undefined;
  /** undefined for what is no time: a required field refuses it. */
  onChange?: (minute: number | undefined) => void;
  'aria-label'?: string;
  /** What is a time, but not one that can stand here. */
  isRefused?: boolean;
};

const WITH_MINUTES = /\d{3}|\d[:：.]\d\d/; // before that it may be half of what is meant

const isMinute = (value: number | undefined): value is number => Number.isInteger(value);

/** A time of day on the 24-hour clock in every language, which a browser's own field leaves to the machine's settings. */
export function ClockInput({ value, onChange, isRefused = false, ...field }: Props) {
  const [typed, setTyped] = useState('');
  const [isTyping, setTyping] = useState(false);
  const take = (text: string) => onChange?.(minuteOf(text) ?? undefined);
  const shown = !isTyping && isMinute(value) ? asClock(value) : typed;
  const isWrong = !isTyping && (isMinute(value) ? isRefused : typed !== '' || Number.isNaN(value));
  return (
    <Input
      {...field}
      className="ad-clock"
      {...(isWrong && { status: 'error' as const, 'aria-invalid': true })}
      value={shown}
      inputMode="numeric"
      maxLength={5}
      placeholder="08:30"
      autoComplete="off"
      onFocus={() => {
        setTyped(shown);
        setTyping(true);
      }}
      onChange={({ target }) => {
        setTyped(target.value);
        if (WITH_MINUTES.test(target.value)) take(target.value);
      }}
      onPressEnter={() => take(typed)}
      onBlur={() => {
        setTyping(false);
        if (typed !== (isMinute(value) ? asClock(value) : '')) take(typed);
      }}
    />
  );
}
