import { Form, type FormInstance, Select } from 'antd';
import { STAFF_EVENT_KINDS } from '#contract/staffing.ts';
import { KIND_WORD } from '../../features/staffing/words.ts';
import { clock } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ClockInput } from '../clock-input.tsx';
import { type CorrectForm, type CorrectProps, minuteIn, NEW, NOT_SO } from './correct-form.ts';
import { staffingWords } from './words.ts';

/** Which record, and what it should say. Choosing another record fills in what that one says. */
export function CorrectFields({ form, row, view }: CorrectProps & { form: FormInstance<CorrectForm> }) {
  const say = useWords(staffingWords);
  const language = useLanguage();
  const kind = Form.useWatch('kind', form);
  const which = Form.useWatch('which', form);
  const fill = (id: CorrectForm['which']) => {
    const line = row.lines.find(({ eventId }) => eventId === id);
    form.setFieldsValue(
      line
        ? { kind: line.kind, classroomId: line.classroomId, to: { happenedAt: minuteIn(view, line.at) } }
        : { kind: 'left' },
    );
  };
  const records = row.lines.map(({ eventId, at, kind: of }) => ({
    value: eventId,
    label: say('lineOf', { time: clock(at, view.timeZone), kind: KIND_WORD[of][language] }),
  }));
  const kinds = STAFF_EVENT_KINDS.map((each) => ({ value: each, label: KIND_WORD[each][language] }));
  return (
    <>
      <Form.Item name="which" label={say('whichRecord')}>
        <Select onChange={fill} options={[...records, { value: NEW, label: say('newRecord') }]} />
      </Form.Item>
      <Form.Item name="kind" label={say('what')}>
        <Select options={which === NEW ? kinds : [...kinds, { value: NOT_SO, label: say('notSo') }]} />
      </Form.Item>
      {kind !== NOT_SO && (
        <div className="st-pair">
          <Form.Item name={['to', 'happenedAt']} label={say('when')} rules={[{ required: true }]}>
            <ClockInput />
          </Form.Item>
          <Form.Item name="classroomId" label={say('where')}>
            <Select options={view.rooms.map(({ classroomId, name }) => ({ value: classroomId, label: name }))} />
          </Form.Item>
        </div>
      )}
    </>
  );
}
