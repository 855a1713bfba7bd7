import { useState } from 'react';
import type { ChildId } from '#contract/ids.ts';
import type { OwnMonth, OwnMonthDay } from '#contract/own-month.ts';
import { Failed } from '../../shared/ui/failed.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { todayIn } from '../../shared/site-time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { DayDetails } from './day-details.tsx';
import { DayMark } from './day-mark.tsx';
import { MonthLegend } from './month-legend.tsx';
import { MonthTable } from './month-table.tsx';
import { hoursWords, monthAfter, nameOfDay, nameOfMonth, stateWords, weekdayOf } from './own-days.ts';
import { useOwnMonth } from './use-own-month.ts';
import { ownDaysWords } from './words.ts';

/** Absences are told some weeks ahead; so far one may look. */
const MONTHS_AHEAD = 2;

/** A month as squares; a tap on a day shows its records. The same as a table for who reads rather than looks. */
export function MonthCalendar({ childId, timeZone }: { childId: ChildId; timeZone: string }) {
  const say = useWords(ownDaysWords);
  const language = useLanguage();
  const thisMonth = todayIn(timeZone).slice(0, 7);
  const [month, setMonth] = useState(thisMonth);
  const [isTable, setTable] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const own = useOwnMonth(childId, month);
  const { data } = own;
  const name = nameOfMonth(month, language);
  const go = (by: number) => {
    setMonth(monthAfter(month, by));
    setChosen(null);
  };
  const day = data?.days.find((each) => each.day === (chosen ?? data.today));
  return (
    <section className="panel card own-month" aria-label={name}>
      <div className="row own-month-head">
        <Turn icon="back" word={say('before')} onTurn={() => go(-1)} isOff={!isAfterSince(data, month)} />
        <h2 aria-live="polite">{name}</h2>
        <Turn
          icon="next"
          word={say('after')}
          onTurn={() => go(1)}
          isOff={month >= monthAfter(thisMonth, MONTHS_AHEAD)}
        />
        <span className="row-space" />
        <button type="button" className="button button-quiet" onClick={() => setTable(!isTable)}>
          {say(isTable ? 'asCalendar' : 'asTable')}
        </button>
      </div>
      {data ? (
        <>
          <p className="small dim own-sums">{sumWords(data, say, language)}</p>
          {isTable ? (
            <MonthTable month={data} />
          ) : (
            <>
              <Grid month={data} chosen={day?.day ?? null} onChoose={setChosen} />
              <MonthLegend />
              <DayDetails day={day} timeZone={data.timeZone} />
            </>
          )}
        </>
      ) : own.error ? (
        <Failed error={own.error} onAgain={() => void own.refetch()} />
      ) : (
        <Loading cards={1} />
      )}
    </section>
  );
}

const isAfterSince = (data: OwnMonth | undefined, month: string): boolean =>
  !data?.since || month > data.since.slice(0, 7);

function sumWords(
  { sums, days, today, sumsUntil }: OwnMonth,
  say: (key: 'sums' | 'sumsUntilToday' | 'sumsUntilYesterday', values: Record<string, string | number>) => string,
  language: 'zh' | 'en',
) {
  const { fullDays: full, halfDays: half, reportedDays: reported, unreportedDays: unreported, minutes } = sums;
  const isUnfinished = days.some(({ day }) => day > sumsUntil);
  const until = sumsUntil < today ? 'sumsUntilYesterday' : 'sumsUntilToday';
  return say(isUnfinished ? until : 'sums', {
    full,
    half,
    reported,
    unreported,
    hours: hoursWords(minutes, language) || '0',
  });
}

type TurnProps = { icon: 'back' | 'next'; word: string; onTurn: () => void; isOff: boolean };
function Turn({ icon, word, onTurn, isOff }: TurnProps) {
  return (
    <button
      type="button"
      className={icon === 'next' ? 'button own-turn own-turn-next' : 'button own-turn'}
      aria-label={word}
      disabled={isOff}
      onClick={onTurn}
    >
      <Icon name="back" size={18} />
    </button>
  );
}

type GridProps = { month: OwnMonth; chosen: string | null; onChoose: (day: string) => void };

function Grid({ month, chosen, onChoose }: GridProps) {
  const say = useWords(ownDaysWords);
  const [first] = month.days;
  return (
    <div className="own-grid" role="group">
      {([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => (
        <span key={weekday} className="own-weekday" aria-hidden="true">
          {say(`weekday_${weekday}`)}
        </span>
      ))}
      {month.days.map((day) => (
        <DayCell
          key={day.day}
          day={day}
          column={day === first ? weekdayOf(day.day) : undefined}
          isToday={day.day === month.today}
          isChosen={day.day === chosen}
          onChoose={() => onChoose(day.day)}
        />
      ))}
    </div>
  );
}

type DayCellProps = {
  day: OwnMonthDay;
  column: number | undefined;
  isToday: boolean;
  isChosen: boolean;
  onChoose: () => void;
};

function DayCell({ day, column, isToday, isChosen, onChoose }: DayCellProps) {
  const say = useWords(ownDaysWords);
  const language = useLanguage();
  return (
    <button
      type="button"
      className={`own-day ${isToday ? 'own-today' : ''} own-${day.mark}`}
      style={column === undefined ? undefined : { gridColumnStart: column }}
      aria-label={`${nameOfDay(day.day, language)}: ${stateWords(day, say)}`}
      aria-pressed={isChosen}
      aria-current={isToday ? 'date' : undefined}
      onClick={onChoose}
    >
      <span>{Number(day.day.slice(8))}</span>
      <DayMark mark={day.mark} isCorrected={day.isCorrected} />
    </button>
  );
}
