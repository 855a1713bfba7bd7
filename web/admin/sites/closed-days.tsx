import { App, Button, Select } from 'antd';
import { useState } from 'react';
import type { ClosedDay } from '#contract/closed-days.ts';
import type { SiteView } from '#contract/people.ts';
import { openDays, useClosedDays } from '../../features/sites/closed-days-api.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { todayIn } from '../../shared/site-time.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { CloseDaysModal } from './close-days-modal.tsx';
import { type DayRange, rangesOf } from './day-ranges.ts';
import { siteWords } from './words.ts';

/** The days on which a site is closed against its weekly hours, one year at a time; past ones stay for the record. */
export function ClosedDays({ site, readOnly }: { site: SiteView; readOnly: boolean }) {
  const say = useWords(siteWords);
  const today = todayIn(site.timeZone);
  const [year, setYear] = useState(today.slice(0, 4));
  const [adding, setAdding] = useState(false);
  const closed = useClosedDays(site.siteId);
  const days = closed.data ?? [];
  const ranges = rangesOf(
    days.filter(({ day }) => day.startsWith(year)),
    today,
  );
  return (
    <section className="card ad-section" aria-labelledby="closed-title">
      <div className="ad-title">
        <h2 id="closed-title">{say('closedDays')}</h2>
        <Select
          aria-label={say('year')}
          value={year}
          options={yearsOf(days, today).map((value) => ({ value, label: value }))}
          onChange={setYear}
        />
        <span className="row-space" />
        {!readOnly && <Button onClick={() => setAdding(true)}>{say('closeDays')}</Button>}
      </div>
      <ReadState of={closed}>
        {ranges.length === 0 ? (
          <p className="dim">{say('noClosedDays', { year })}</p>
        ) : (
          <ul className="ad-closed">
            {ranges.map((range) => (
              <ClosedRange key={range.from} site={site} range={range} today={today} readOnly={readOnly} />
            ))}
          </ul>
        )}
      </ReadState>
      {adding && <CloseDaysModal site={site} days={days} onClose={() => setAdding(false)} />}
    </section>
  );
}

function yearsOf(days: readonly ClosedDay[], today: string): string[] {
  const now = Number(today.slice(0, 4));
  return [...new Set([String(now), String(now + 1), ...days.map(({ day }) => day.slice(0, 4))])].sort();
}

type RangeProps = { site: SiteView; range: DayRange; today: string; readOnly: boolean };

function ClosedRange({ site, range, today, readOnly }: RangeProps) {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const { message, modal } = App.useApp();
  const { change, busy } = useChange(
    () => openDays(site.siteId, range),
    () => void message.success(say('daysOpened')),
  );
  const { from, to, reason } = range;
  const days = from === to ? from : `${from} – ${to}`;
  const ask = () =>
    void modal.confirm({
      title: say('openTitle', { days }),
      content: say('openSays'),
      okText: say('openButton'),
      onOk: () => change(undefined),
    });
  return (
    <li>
      <span>
        {days} {to >= today && from <= today && <Pill tone="refused">{say('closedNow')}</Pill>}
      </span>
      <span className={to < today ? 'dim' : ''}>{reason}</span>
      {!readOnly && from >= today ? (
        <Button size="small" loading={busy} onClick={ask}>
          {common('remove')}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}
