import { App, Form, Select } from 'antd';
import type { SiteView } from '#contract/people.ts';
import type { ClassroomId, StaffEventId } from '#contract/ids.ts';
import { STAFF_EVENT_KINDS, type StaffDayRow, type StaffDayView, type StaffEventKind } from '#contract/staffing.ts';
import { correctStaffEvent } from '../../features/staffing/staffing-api.ts';
import { newStaffEventId } from '../../features/staffing/staff-record.ts';
import { KIND_WORD } from '../../features/staffing/words.ts';
import { instantIn } from '../../shared/site-time.ts';
import { clock } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ClockInput } from '../clock-input.tsx';
import { asClock, minuteOf } from '../clock-time.ts';
import { ReasonModal, type WithReason } from '../reason-modal.tsx';
import { staffingWords } from './words.ts';

const NEW = 'new';
const NOT_SO = 'not-so';

type Fields = WithReason & {
  which: StaffEventId | typeof NEW;
  kind: StaffEventKind | typeof NOT_SO;
  to: { happenedAt: number };
  classroomId: ClassroomId;
};

type Props = { row: StaffDayRow; view: StaffDayView; site: SiteView; onClose: () => void };

/** What a person's record should say, or one that was forgotten; the record itself stays beside it. */
export function CorrectModal({ row, view, site, onClose }: Props) {
  const say = useWords(staffingWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form);
  const which = Form.useWatch('which', form);
  const last = row.lines.at(-1);
  const fill = (id: Fields['which']) => {
    const line = row.lines.find(({ eventId }) => eventId === id);
    if (!line) form.setFieldsValue({ kind: 'left' });
    else
      form.setFieldsValue({
        ...{ kind: line.kind, classroomId: line.classroomId },
        to: { happenedAt: minuteOf(clock(line.at, view.timeZone)) ?? 0 },
      });
  };
  const lineWords = (line: StaffDayRow['lines'][number]) =>
    say('lineOf', { time: clock(line.at, view.timeZone), kind: KIND_WORD[line.kind][language] });
  const send = ({ which: id, kind: toKind, to, classroomId, reason }: Fields) =>
    correctStaffEvent({
      eventId: newStaffEventId(),
      userId: row.userId,
      correctsId: id === NEW ? null : id,
      to:
        toKind === NOT_SO
          ? null
          : {
              kind: toKind,
              classroomId,
              happenedAt: instantIn(view.timeZone, `${view.day}T${asClock(to.happenedAt)}`).toISOString(),
            },
      reason,
    });
  const initial: Partial<Fields> = {
    which: last?.eventId ?? NEW,
    kind: last?.kind ?? 'arrived',
    to: { happenedAt: last ? (minuteOf(clock(last.at, view.timeZone)) ?? 0) : 8 * 60 },
    ...((last ?? row.planned[0] ?? view.rooms[0]) && {
      classroomId: (last ?? row.planned[0] ?? view.rooms[0])?.classroomId as ClassroomId,
    }),
  };
  return (
    <ReasonModal<Fields, unknown>
      title={say('correctTitle', { name: row.name })}
      confirm={say('correctGo')}
      form={form}
      initial={initial}
      presets={[say('preset_1'), say('preset_2'), say('preset_3')]}
      run={send}
      onDone={() => void message.success(say('corrected'))}
      onClose={onClose}
    >
      <Form.Item name="which" label={say('whichRecord')}>
        <Select
          onChange={fill}
          options={[
            ...row.lines.map((line) => ({ value: line.eventId, label: lineWords(line) })),
            { value: NEW, label: say('newRecord') },
          ]}
        />
      </Form.Item>
      <Form.Item name="kind" label={say('what')}>
        <Select
          options={[
            ...STAFF_EVENT_KINDS.map((each) => ({ value: each, label: KIND_WORD[each][language] })),
            ...(which === NEW ? [] : [{ value: NOT_SO, label: say('notSo') }]),
          ]}
        />
      </Form.Item>
      {kind !== NOT_SO && (
        <div className="st-pair">
          <Form.Item name={['to', 'happenedAt']} label={say('when')} rules={[{ required: true }]}>
            <ClockInput />
          </Form.Item>
          <Form.Item name="classroomId" label={say('where')}>
            <Select
              options={view.rooms.map(({ classroomId, name }) => ({ value: classroomId, label: name }))}
              title={site.name}
            />
          </Form.Item>
        </div>
      )}
    </ReasonModal>
  );
}
