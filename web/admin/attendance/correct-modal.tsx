import { App, Form, Radio, Select } from 'antd';
import { useState } from 'react';
import type { AttendanceRecorded } from '#contract/attendance.ts';
import type { ChildDayView, RecordedLine } from '#contract/day-board.ts';
import { AttendanceEventId } from '#contract/ids.ts';
import { correct } from '../../features/day-board/board-api.ts';
import { feedWords } from '../../features/feed/words.ts';
import { randomId } from '../../shared/random-id.ts';
import { clock, dayName } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ClockInput } from '../clock-input.tsx';
import { asClock } from '../clock-time.ts';
import { ReasonModal } from '../reason-modal.tsx';
import { adminWords } from '../words.ts';
import { correctWords } from './correct-words.ts';
import { type CorrectFields, correctionOf, initialOf, instantOf, type RecordKind } from './correction.ts';
import { attendanceWords } from './words.ts';

type Props = { view: ChildDayView; line: RecordedLine | null; onClose: () => void };

const KINDS: readonly RecordKind[] = ['checked_in', 'checked_out', 'transferred'];
const FEED_WORD = { checked_in: 'correctIn', checked_out: 'correctOut', transferred: 'correctMove' } as const;

/** What really was: of one record, or of something nobody recorded. It says what the family will read before it is saved. */
export function CorrectModal({ view, line, onClose }: Props) {
  const say = useWords(attendanceWords);
  const ask = useWords(correctWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<CorrectFields>();
  const [eventId] = useState(() => AttendanceEventId.parse(randomId()));
  const really = Form.useWatch<CorrectFields['really'] | undefined>('really', form) ?? 'time';
  const day = dayName(`${view.day}T12:00Z`, language, 'UTC');
  const title =
    line === null
      ? ask('addTitle', { child: view.name, day })
      : ask('correctTitle', { child: view.name, what: say(`kind_${line.kind}`), time: clock(line.at, view.timeZone) });
  return (
    <ReasonModal<CorrectFields, AttendanceRecorded>
      form={form}
      title={title}
      confirm={ask('saveCorrection')}
      initial={initialOf(view, line)}
      says={<p>{ask('onlyToday')}</p>}
      presets={[ask('preset_1'), ask('preset_2'), ask('preset_3'), ask('preset_4')]}
      run={(fields) => correct(correctionOf(view, line, fields, eventId))}
      onDone={({ endedViews: n }) =>
        void message.success(n > 0 ? ask('corrected_ended', { n }) : ask('corrected_done'))
      }
      onClose={onClose}
    >
      {line !== null && (
        <Form.Item name="really" label={ask('really')}>
          <Radio.Group
            options={(['time', 'never'] as const).map((value) => ({ value, label: ask(`really_${value}`) }))}
          />
        </Form.Item>
      )}
      {really === 'time' && <RecordFields view={view} line={line} />}
      <FamilySees view={view} line={line} />
    </ReasonModal>
  );
}

function RecordFields({ view, line }: Omit<Props, 'onClose'>) {
  const say = useWords(attendanceWords);
  const ask = useWords(correctWords);
  const common = useWords(adminWords);
  const kind = Form.useWatch<RecordKind | undefined>(['to', 'kind']) ?? (line?.kind as RecordKind | undefined);
  const notToCome = (_: unknown, minute: number | undefined) =>
    minute === undefined || instantOf(view, line, { kind: kind ?? 'checked_in', minute }) <= new Date()
      ? Promise.resolve()
      : Promise.reject(new Error(ask('timeToCome')));
  return (
    <>
      {line === null && (
        <Form.Item name={['to', 'kind']} label={ask('what')}>
          <Radio.Group options={KINDS.map((value) => ({ value, label: say(`kind_${value}`) }))} />
        </Form.Item>
      )}
      <div className="ad-two">
        <Form.Item
          name={['to', 'happenedAt']}
          label={ask('time')}
          rules={[{ required: true, message: common('required') }, { validator: notToCome }]}
        >
          <ClockInput />
        </Form.Item>
        <Form.Item name={['to', 'classroomId']} label={say('room')}>
          <Select options={view.rooms.map(({ classroomId, name }) => ({ value: classroomId, label: name }))} />
        </Form.Item>
      </div>
      {kind !== 'transferred' && (
        <Form.Item name={['to', 'with']} label={ask('withWhom')}>
          <Select options={peopleOptions(view, line, ask('notAsked'))} />
        </Form.Item>
      )}
    </>
  );
}

/** Also who was named in the record and may fetch no more: the past is not changed by that. */
function peopleOptions({ people }: ChildDayView, line: RecordedLine | null, notAsked: string) {
  const known = people.map(({ withUserId, withPickupId, name, relation }) => ({
    value: (withUserId ?? withPickupId) as string,
    label: `${name} · ${relation}`,
  }));
  const recorded = line?.withUserId ?? line?.withPickupId ?? null;
  const isKnown = recorded === null || known.some(({ value }) => value === recorded);
  const more = isKnown ? [] : [{ value: recorded, label: line?.withName ?? recorded }];
  return [{ value: '', label: notAsked }, ...known, ...more];
}

/** The line of the family's day, word for word as it will read it. */
function FamilySees({ view, line }: Omit<Props, 'onClose'>) {
  const ask = useWords(correctWords);
  const feed = useWords(feedWords);
  const really = Form.useWatch<CorrectFields['really'] | undefined>('really') ?? 'time';
  const kind = Form.useWatch<RecordKind | undefined>(['to', 'kind']) ?? (line?.kind as RecordKind | undefined);
  const minute = Form.useWatch<number | undefined>(['to', 'happenedAt']);
  const what = feed(FEED_WORD[kind ?? 'checked_in']);
  const was = line === null ? '' : clock(line.at, view.timeZone);
  if (really === 'time' && minute === undefined) return null;
  const told =
    really === 'never'
      ? feed('correctedAway', { child: view.name, what, was })
      : feed(line === null ? 'correctedAdded' : 'correctedTo', {
          ...{ child: view.name, what, was },
          at: minute === undefined ? '' : asClock(minute),
        });
  return (
    <p className="at-told" role="status">
      {ask('familySees', { line: told })}
    </p>
  );
}
