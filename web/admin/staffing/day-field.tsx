import { Button, Input } from 'antd';
import { useId } from 'react';
import type { SiteView } from '#contract/people.ts';
import { todayIn } from '../../shared/site-time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useFilter } from '../site-scope.tsx';
import { staffingWords } from './words.ts';

const DAY_MS = 86_400_000;
const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The day that the address names, or the site's today. */
export function useDay(site: SiteView): [string, (day: string) => void] {
  const today = todayIn(site.timeZone);
  const [day, setDay] = useFilter('day');
  return [/^\d{4}-\d\d-\d\d$/.test(day) ? day : today, (next) => setDay(next === today ? '' : next)];
}

/** A day with the one before and the one after it; none that has not come. */
export function DayField({ site }: { site: SiteView }) {
  const say = useWords(staffingWords);
  const [day, setDay] = useDay(site);
  const id = useId();
  const today = todayIn(site.timeZone);
  return (
    <span className="st-day">
      <label htmlFor={id}>{say('day')}</label>
      <Button aria-label={say('before')} icon={<Icon name="back" />} onClick={() => setDay(shifted(day, -1))} />
      <Input
        id={id}
        type="date"
        value={day}
        max={today}
        onChange={({ target }) => target.value && setDay(target.value)}
      />
      <Button
        className="st-after"
        aria-label={say('after')}
        icon={<Icon name="back" />}
        disabled={day >= today}
        onClick={() => setDay(shifted(day, 1))}
      />
    </span>
  );
}
