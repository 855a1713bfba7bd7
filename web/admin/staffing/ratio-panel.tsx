import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import type { ClassroomView, SiteView } from '#contract/people.ts';
import { isLaxer } from '#contract/room-standard.ts';
import type { RoomHistory } from '#contract/staffing.ts';
import { useClassrooms } from '../../features/sites/use-sites.ts';
import { RatioPlot } from '../../features/staffing/ratio-plot.tsx';
import { useRoomHistory } from '../../features/staffing/use-staffing.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { BreachList } from './breach-list.tsx';
import { DayField, useDay } from './day-field.tsx';
import { ratioSentence } from './ratio-sentence.ts';
import { RatioTable } from './ratio-table.tsx';
import { staffingWords } from './words.ts';

/** One room's ratio over a day: the plot, what was over its limits, and the figures behind it. */
export function RatioPanel({ site }: { site: SiteView }) {
  const say = useWords(staffingWords);
  const id = useId();
  const rooms = useClassrooms(site.siteId);
  const [asked, setAsked] = useFilter('room');
  const room = rooms.data?.find(({ classroomId }) => classroomId === asked) ?? rooms.data?.[0];
  return (
    <section className="card st-panel">
      <header className="st-head">
        <label htmlFor={id}>{say('room')}</label>
        <Select
          id={id}
          className="st-room"
          value={room?.classroomId ?? null}
          onChange={setAsked}
          options={(rooms.data ?? []).map(({ classroomId, name }) => ({ value: classroomId, label: name }))}
        />
        <DayField site={site} />
      </header>
      <ReadState of={rooms}>{room && <OfRoom key={room.classroomId} room={room} site={site} />}</ReadState>
    </section>
  );
}

function OfRoom({ room, site }: { room: ClassroomView; site: SiteView }) {
  const [day] = useDay(site);
  const read = useRoomHistory(room.classroomId, day);
  return <ReadState of={read}>{read.data && <Shown history={read.data} room={room} />}</ReadState>;
}

function Shown({ history, room }: { history: RoomHistory; room: ClassroomView }) {
  const say = useWords(staffingWords);
  const language = useLanguage();
  const [asTable, setAsTable] = useState(false);
  const isEmpty = history.steps.every(({ children }) => children === 0);
  const sentence = ratioSentence(history, room.name, say, language);
  return (
    <>
      <p className="st-sentence">
        {sentence}{' '}
        {!isEmpty && (
          <Button type="link" size="small" aria-expanded={asTable} onClick={() => setAsTable(!asTable)}>
            {say(asTable ? 'asPlot' : 'asTable')}
          </Button>
        )}
      </p>
      {!isEmpty && (asTable ? <RatioTable history={history} /> : <RatioPlot history={history} title={sentence} />)}
      <BreachList history={history} />
      <Limits history={history} />
    </>
  );
}

/** What the room keeps to, where that is not what the standard says. */
function Limits({ history: { ratio, capacity } }: { history: RoomHistory }) {
  const say = useWords(staffingWords);
  return (
    <p className="dim small">
      {isLaxer(ratio) && say('lax', { limit: ratio.limit, standard: ratio.standard ?? '' })}
      {isLaxer(capacity) && say('laxCapacity', { limit: capacity.limit, standard: capacity.standard ?? '' })}
      {ratio.standard === null && say('noStandard', { limit: ratio.limit })}
    </p>
  );
}
