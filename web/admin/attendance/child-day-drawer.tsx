import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { ChildDayView, RecordedLine } from '#contract/day-board.ts';
import type { ChildId } from '#contract/ids.ts';
import { useChildDay } from '../../features/day-board/board-api.ts';
import { useMe } from '../../shared/session.ts';
import { dayName, duration } from '../../shared/time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { may } from '../may-open.ts';
import { ReadState } from '../read-state.tsx';
import { CorrectModal } from './correct-modal.tsx';
import { Mark } from './day-table.tsx';
import { RecordLine } from './record-line.tsx';
import { attendanceWords } from './words.ts';

type Props = { childId: ChildId; day: string; onClose: () => void };

/** Everything that was recorded of a child on one day, and what may be done about it. */
export function ChildDayDrawer({ childId, day, onClose }: Props) {
  const language = useLanguage();
  const read = useChildDay(childId, day);
  const { data } = read;
  const title = data && `${data.name} · ${dayName(`${day}T12:00Z`, language, 'UTC')}`;
  return (
    <Drawer open title={title ?? day} size={560} onClose={onClose}>
      <ReadState of={read}>{data && <ChildDay view={data} />}</ReadState>
    </Drawer>
  );
}

/** By when things happened; what was told of one moment, as it was told. */
const asItWas = (a: RecordedLine, b: RecordedLine): number =>
  Date.parse(a.at) - Date.parse(b.at) || Date.parse(a.recordedAt) - Date.parse(b.recordedAt);

type Asked = { line: RecordedLine | null };

function ChildDay({ view }: { view: ChildDayView }) {
  const say = useWords(attendanceWords);
  const language = useLanguage();
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayCorrect = may(useMe(), 'attendance:correct') && view.day <= view.today;
  return (
    <div className="ad-stack">
      <p className="row">
        <Mark child={view} />
        {view.minutes > 0 && <span>{duration(view.minutes, language)}</span>}
        {view.lines.some(({ isCorrection }) => isCorrection) && (
          <span className="at-corrected">{say('corrected')}</span>
        )}
        {view.absenceReason !== null && <span className="dim">{say(`absence_${view.absenceReason}`)}</span>}
      </p>
      <section aria-labelledby="at-lines">
        <h2 id="at-lines">{say('lines')}</h2>
        {view.lines.length === 0 && <Empty icon="list">{say('noLines')}</Empty>}
        <ol className="at-lines">
          {view.lines.toSorted(asItWas).map((line) => (
            <RecordLine
              key={line.eventId}
              line={line}
              view={view}
              onCorrect={mayCorrect ? () => setAsked({ line }) : null}
            />
          ))}
        </ol>
      </section>
      {mayCorrect && (
        <div className="ad-actions">
          <Button onClick={() => setAsked({ line: null })}>{say('addRecord')}</Button>
        </div>
      )}
      {asked && <CorrectModal view={view} line={asked.line} onClose={() => setAsked(null)} />}
    </div>
  );
}
