import { Checkbox, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { ClassroomId } from '#contract/ids.ts';
import { SESSION_KINDS } from '#contract/hours.ts';
import type { Portrait, SiteView } from '#contract/people.ts';
import type { ChildFields } from '../../features/people/children-api.ts';
import { useClassrooms } from '../../features/sites/use-sites.ts';
import { useWords } from '../../shared/words/book.ts';
import { ClockInput } from '../clock-input.tsx';
import { siteWords } from '../sites/words.ts';
import { adminWords } from '../words.ts';
import { PortraitPicker } from './portrait-picker.tsx';
import { familyWords } from './words.ts';

/** What is typed of a child, new or known. */
export type TypedChild = {
  classroomId: ClassroomId;
  name: string;
  nickname?: string;
  bornOn?: string;
  portrait: Portrait | null;
  allergies: string[];
  sessionKind: ChildFields['sessionKind'];
  weekdays: number[];
  fromMinute: number;
  toMinute: number;
};

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** @param children what is asked only of one or the other */
export function ChildFieldItems({ site, children }: { site: SiteView; children?: ReactNode }) {
  const say = useWords(familyWords);
  const day = useWords(siteWords);
  const common = useWords(adminWords);
  const { data: classrooms = [] } = useClassrooms(site.siteId);
  const required = { required: true, message: common('required') };
  const time = { required: true, message: common('field_clock') };
  const name = (Form.useWatch('name') as string | undefined) ?? '';
  return (
    <>
      <Form.Item name="portrait" label={say('portrait')}>
        <PortraitPicker name={name} />
      </Form.Item>
      <div className="ad-two">
        <Form.Item name="name" label={say('name')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="nickname" label={say('nickname')}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="bornOn" label={say('bornOn')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="classroomId" label={say('room')} rules={[required]}>
          <Select options={classrooms.map(({ classroomId, name }) => ({ value: classroomId, label: name }))} />
        </Form.Item>
        <Form.Item name="sessionKind" label={say('sessionKind')} rules={[required]}>
          <Select options={SESSION_KINDS.map((kind) => ({ value: kind, label: say(`kind_${kind}`) }))} />
        </Form.Item>
        {children}
      </div>
      <div className="ad-two">
        <Form.Item name="fromMinute" label={say('fromTime')} rules={[time]}>
          <ClockInput />
        </Form.Item>
        <Form.Item name="toMinute" label={say('toTime')} rules={[time]}>
          <ClockInput />
        </Form.Item>
      </div>
      <Form.Item name="allergies" label={say('allergiesField')}>
        <Select mode="tags" open={false} suffix={null} maxCount={20} tokenSeparators={['，', ',', '、', ' ']} />
      </Form.Item>
      <Form.Item
        name="weekdays"
        label={say('weekdays')}
        rules={[{ type: 'array', min: 1, message: common('required') }]}
      >
        <Checkbox.Group options={WEEKDAYS.map((weekday) => ({ value: weekday, label: day(`day_${weekday}`) }))} />
      </Form.Item>
    </>
  );
}
