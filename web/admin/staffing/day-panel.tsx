import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { SiteView } from '#contract/people.ts';
import type { StaffDayRow, StaffDayView } from '#contract/staffing.ts';
import { useStaffDay } from '../../features/staffing/use-staffing.ts';
import { byName } from '../../shared/by-name.ts';
import { useMe } from '../../shared/session.ts';
import { duration } from '../../shared/time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { may } from '../may-open.ts';
import { ReadState } from '../read-state.tsx';
import { CorrectModal } from './correct-modal.tsx';
import { DayField, useDay } from './day-field.tsx';
import { ExportModal } from './export-modal.tsx';
import { spanWords } from './span-words.ts';
import { staffingWords } from './words.ts';

/** Planned against real on one day, everybody who was planned or came. */
export function DayPanel({ site }: { site: SiteView }) {
  const say = useWords(staffingWords);
  const [day] = useDay(site);
  const read = useStaffDay(site.siteId, day);
  const [isExporting, setExporting] = useState(false);
  return (
    <section className="card st-panel">
      <header className="st-head">
        <DayField site={site} />
        <span className="row-space" />
        <Button onClick={() => setExporting(true)}>{say('export')}</Button>
      </header>
      <ReadState of={read}>{read.data && <DayTable view={read.data} />}</ReadState>
      {isExporting && <ExportModal site={site} day={day} onClose={() => setExporting(false)} />}
    </section>
  );
}

function DayTable({ view }: { view: StaffDayView }) {
  const say = useWords(staffingWords);
  const me = useMe();
  const [correcting, setCorrecting] = useState<StaffDayRow | null>(null);
  const columns = useColumns(view, may(me, 'staffing:write') ? setCorrecting : null);
  return (
    <>
      <Table
        rowKey="userId"
        size="small"
        pagination={false}
        dataSource={view.rows.toSorted(byName)}
        columns={columns}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty icon="calendar">{say('nobody')}</Empty> }}
      />
      {correcting && <CorrectModal row={correcting} view={view} onClose={() => setCorrecting(null)} />}
    </>
  );
}

function useColumns(view: StaffDayView, onCorrect: ((row: StaffDayRow) => void) | null): TableColumnsType<StaffDayRow> {
  const say = useWords(staffingWords);
  const language = useLanguage();
  const planned = (row: StaffDayRow) => row.planned.map((span) => spanWords(span, view, say));
  const real = (row: StaffDayRow) =>
    row.spans.filter(({ state }) => state === 'working').map((s) => spanWords(s, view, say));
  const lines = (texts: readonly string[], none: string) =>
    texts.length === 0 ? <span className="dim">{none}</span> : texts.map((text) => <div key={text}>{text}</div>);
  return [
    {
      title: say('person'),
      render: (_, row) => (
        <span className="st-person">
          <Portrait recipe={row.portrait} name={row.name} size={28} adult />
          {row.name}
          {!row.counts && <small className="dim">{say('notCounted')}</small>}
        </span>
      ),
    },
    { title: say('plan'), render: (_, row) => lines(planned(row), say('notPlanned')) },
    { title: say('real'), render: (_, row) => lines(real(row), row.notes.includes('absent') ? say('notCome') : '–') },
    {
      title: say('minutes'),
      render: (_, { workedMinutes, breakMinutes, trainingMinutes }) =>
        [workedMinutes, breakMinutes, trainingMinutes].map((n) => (n === 0 ? '–' : duration(n, language))).join(' · '),
    },
    { title: say('notes'), render: (_, row) => <Notes row={row} /> },
    ...(onCorrect
      ? [
          {
            key: 'correct',
            title: say('actions'),
            align: 'right' as const,
            render: (_: unknown, row: StaffDayRow) => (
              <Button type="link" size="small" onClick={() => onCorrect(row)}>
                {say('correct')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

function Notes({ row: { notes, corrections, planned, arrivedAt } }: { row: StaffDayRow }) {
  const say = useWords(staffingWords);
  return (
    <>
      {notes.map((note) => (
        <span key={note} className={`st-note st-note-${note}`}>
          {say(`note_${note}`)}
        </span>
      ))}
      {notes.length === 0 && planned.length > 0 && arrivedAt !== null && <span className="dim">{say('onTime')}</span>}
      {corrections.map((reason) => (
        <small key={reason} className="dim st-reason">
          {say('correctedFor', { reason })}
        </small>
      ))}
    </>
  );
}
