import { Input } from 'antd';
import { useState } from 'react';
import { asClock, minuteOf } from './clock-time.ts';

type Props = {
  id?: string;
  /** Minutes after midnight. */
  value?: number;
  onChange?: (minute: number) => void;
  'aria-label'?: string;
};

const WITH_MINUTES = /\d{3}|\d[:：.]\d\d/; // before that it may be half of what is meant

/** A time of day on the 24-hour clock in every language, which a browser's own field leaves to the machine's settings. */
export function ClockInput({ value, onChange, ...field }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = (text: string) => {
    const minute = minuteOf(text);
    if (minute !== null) onChange?.(minute);
  };
  return (
    <Input
      {...field}
      className="ad-clock"
      value={typed ?? (value === undefined ? '' : asClock(value))}
      inputMode="numeric"
      maxLength={5}
      placeholder="08:30"
      autoComplete="off"
      onChange={({ target }) => {
        setTyped(target.value);
        if (WITH_MINUTES.test(target.value)) take(target.value);
      }}
      onBlur={() => {
        if (typed !== null) take(typed);
        setTyped(null);
      }}
    />
  );
}
