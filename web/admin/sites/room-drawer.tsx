import { App, Button, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { CLASSROOM_KINDS, type ClassroomKind, type ClassroomView, type SiteView } from '#contract/people.ts';
import { addClassroom, type ClassroomFields, saveClassroom } from '../../features/sites/sites-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { ConsentGaps } from './consent-gaps.tsx';
import { SUGGESTED } from './room-kinds.ts';
import { spansRule } from './spans-rule.ts';
import { WindowsInput } from './windows-input.tsx';
import { siteWords } from './words.ts';

const EMPTY: Partial<ClassroomFields> = { kind: 'senior', capacity: 20, ratio: 7, windows: [] };
const SIZES = ['capacity', 'ratio'] as const;

/** One room; without `room` a new one. */
export function RoomDrawer({
  site,
  room,
  onClose,
}: {
  site: SiteView;
  room: ClassroomView | null;
  onClose: () => void;
}) {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<ClassroomFields>();
  const { change, busy } = useChange(
    (fields: ClassroomFields) => (room ? saveClassroom(room.classroomId, fields) : addClassroom(site.siteId, fields)),
    () => {
      void message.success(common('saved'));
      onClose();
    },
    form,
  );
  const suggest = (kind: ClassroomKind) =>
    SIZES.filter((size) => !form.isFieldTouched(size)).forEach((size) =>
      form.setFieldValue(size, SUGGESTED[kind][size]),
    );
  const required = { required: true, message: common('required') };
  return (
    <Drawer open title={room?.name ?? say('addRoom')} size={520} onClose={onClose} destroyOnHidden>
      {room && room.consentGaps.length > 0 && <ConsentGaps gaps={room.consentGaps} site={site} />}
      <Form form={form} layout="vertical" requiredMark={false} initialValues={room ?? EMPTY} onFinish={change}>
        <Form.Item name="name" label={say('name')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="kind" label={say('kind')} rules={[required]}>
          <Select
            // What stands for a room that exists was decided by someone.
            {...(!room && { onChange: suggest })}
            options={CLASSROOM_KINDS.map((kind) => ({ value: kind, label: say(`kind_${kind}`) }))}
          />
        </Form.Item>
        <div className="ad-two">
          <Form.Item name="capacity" label={say('capacity')} rules={[required]}>
            <InputNumber min={1} max={60} />
          </Form.Item>
          <Form.Item name="ratio" label={say('ratio')} rules={[required]}>
            <InputNumber min={1} max={20} />
          </Form.Item>
        </div>
        <Form.Item name="windows" label={say('windows')} extra={say('windowsHint')} rules={[spansRule(common)]}>
          <WindowsInput hours={site.hours} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy} block>
          {common('save')}
        </Button>
      </Form>
    </Drawer>
  );
}
