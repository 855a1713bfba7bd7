import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { FEWEST_FOR_TRENDS, type IncidentTrends } from '#contract/incident-register.ts';
import type { SiteView } from '#contract/people.ts';
import { useTrends } from '../../features/incident-register/register-api.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { HourPlot } from './hour-plot.tsx';
import { RegisterList } from './register-list.tsx';
import { HourTable, WeekTable } from './trend-tables.tsx';
import { hourShape, REST, TREND_SORTS, weekShape } from './trend-shapes.ts';
import { useRegisterSearch } from './use-register-search.ts';
import { WeekPlot } from './week-plot.tsx';
import { registerWords } from './words.ts';

/** What is searched for as plots; of few the list alone. */
export function TrendsPanel({ site }: { site: SiteView }) {
  const say = useWords(registerWords);
  const { search } = useRegisterSearch(site);
  const read = useTrends(search);
  const { data } = read;
  return (
    <ReadState of={read}>
      {data &&
        (data.found < FEWEST_FOR_TRENDS ? (
          <>
            {data.found > 0 && (
              <p>{say('few', { from: data.from, to: data.to, n: data.found, least: FEWEST_FOR_TRENDS })}</p>
            )}
            <RegisterList site={site} />
          </>
        ) : (
          <div className="ir-trends">
            <ByHour trends={data} withSite={search.siteId === undefined} />
            <ByWeek trends={data} />
          </div>
        ))}
    </ReadState>
  );
}

type PlotProps = { heading: string; sentence: string; plot: ReactNode; table: ReactNode; children?: ReactNode };

/** A plot under its sentence, and the figures behind it. */
function Plot({ heading, sentence, plot, table, children }: PlotProps) {
  const say = useWords(registerWords);
  const [asTable, setAsTable] = useState(false);
  return (
    <section className="card ir-card" aria-label={heading}>
      <header>
        <h2>{heading}</h2>
        {children}
      </header>
      <p className="ir-sentence">
        {sentence}{' '}
        <Button type="link" size="small" aria-expanded={asTable} onClick={() => setAsTable(!asTable)}>
          {say(asTable ? 'asPlot' : 'asTable')}
        </Button>
      </p>
      {asTable ? table : plot}
    </section>
  );
}

function ByHour({ trends, withSite }: { trends: IncidentTrends; withSite: boolean }) {
  const say = useWords(registerWords);
  const { rooms, from, to, found } = trends;
  const shape = hourShape(rooms);
  const { name: room = '', hour = 0, n: m = 0 } = shape.busiest ?? {};
  const sentence = say('byHourSentence', { from, to, n: found, room, hour, m });
  return (
    <Plot
      heading={say('byHour')}
      sentence={sentence}
      plot={<HourPlot rooms={rooms} shape={shape} title={sentence} withSite={withSite} />}
      table={<HourTable rooms={rooms} hours={shape.hours} />}
    />
  );
}

function ByWeek({ trends: { weeks, from, to } }: { trends: IncidentTrends }) {
  const say = useWords(registerWords);
  const wordOf = useTrendWord();
  const [by, setBy] = useFilter('by');
  const sort = by === 'injuries' ? 'injuries' : 'kinds';
  const shape = weekShape(weeks, sort);
  const { series, total, busiest } = shape;
  const most = series.find(({ what }) => what !== REST);
  const sentence = say(`byWeekSentence_${sort}`, {
    ...{ from, to, n: total, what: most ? wordOf(most.what) : '', m: most?.n ?? 0 },
    ...{ monday: busiest?.monday ?? '', w: busiest?.total ?? 0 },
  });
  return (
    <Plot
      heading={say('byWeek')}
      sentence={sentence}
      plot={<WeekPlot shape={shape} title={sentence} wordOf={wordOf} />}
      table={<WeekTable weeks={weeks} sort={sort} wordOf={wordOf} />}
    >
      <Segmented
        aria-label={say('by')}
        value={sort}
        onChange={(to_) => setBy(to_ === 'kinds' ? '' : to_)}
        options={TREND_SORTS.map((value) => ({ value, label: say(`by_${value}`) }))}
      />
    </Plot>
  );
}

/** A kind or an injury by its name; those without an injury too. */
function useTrendWord(): (what: string) => string {
  const say = useWords(registerWords);
  const words = useWords(incidentWords);
  const [by] = useFilter('by');
  return (what) => {
    if (what === REST) return say('rest');
    if (what === 'none') return say('noInjury');
    return words((by === 'injuries' ? `injury_${what}` : `kind_${what}`) as Parameters<typeof words>[0]);
  };
}
