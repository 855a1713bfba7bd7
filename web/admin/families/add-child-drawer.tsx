import { App, Button, Checkbox, Drawer, Form, Input, Select } from 'antd';
import type { ClassroomId } from '#contract/ids.ts';
import { SESSION_KINDS, type SiteView } from '#contract/people.ts';
import { addChild, type ChildFields } from '../../features/people/children-api.ts';
import { useClassrooms } from '../../features/sites/use-sites.ts';
import { useWords } from '../../shared/words/book.ts';
import { siteWords } from '../sites/words.ts';
import { todayIn } from '../site-time.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { familyWords } from './words.ts';

type Fields = {
  classroomId: ClassroomId;
  name: string;
  nickname?: string;
  bornOn?: string;
  sessionKind: ChildFields['sessionKind'];
  weekdays: number[];
  from: string;
  to: string;
  startsOn: string;
};

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

const minuteOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

/** A child and the days on which it comes. Consents and guardians follow in its own drawer. */
export function AddChildDrawer({ site, onClose }: { site: SiteView; onClose: () => void }) {
  const say = useWords(familyWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const { change, busy } = useChange(
    ({ from, to, bornOn, ...fields }: Fields) =>
      addChild({
        ...fields,
        siteId: site.siteId,
        bornOn: bornOn || null,
        fromMinute: minuteOf(from),
        toMinute: minuteOf(to),
      }),
    ({ name }) => {
      void message.success(say('added', { name }));
      onClose();
    },
    form,
  );
  const initial = {
    sessionKind: 'full_day',
    weekdays: [1, 2, 3, 4, 5],
    from: '08:00',
    to: '17:30',
    startsOn: todayIn(site.timeZone),
  };
  return (
    <Drawer open title={say('addChild')} size={520} onClose={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change} initialValues={initial}>
        <ChildFieldItems site={site} />
        <Button type="primary" htmlType="submit" loading={busy} block>
          {say('addChild')}
        </Button>
      </Form>
    </Drawer>
  );
}

function ChildFieldItems({ site }: { site: SiteView }) {
  const say = useWords(familyWords);
  const day = useWords(siteWords);
  const common = useWords(adminWords);
  const { data: classrooms = [] } = useClassrooms(site.siteId);
  const required = { required: true, message: common('required') };
  return (
    <>
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
        <Form.Item name="startsOn" label={say('startsOn')} rules={[required]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="from" label={say('fromTime')} rules={[required]}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="to" label={say('toTime')} rules={[required]}>
          <Input type="time" />
        </Form.Item>
      </div>
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
