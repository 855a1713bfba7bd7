import { App, AutoComplete, Form, Modal, Select } from 'antd';
import { giveGrant } from '../../features/access/access-api.ts';
import { clockAndDay } from '../../shared/time.ts';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import type { OpenedCell } from './opened-cell.ts';
import { accessWords } from './words.ts';

const HOURS = [1, 2, 4, 8, 24, 72, 168] as const;
const HOUR_MS = 3_600_000;
const FIRST_HOURS = 2;

type Fields = { hours: number; reason: string };

/** Lets someone in for a while. It always ends by itself, and says what it cannot replace. */
export function GrantModal({ row, cell, site, onClose }: OpenedCell & { onClose: () => void }) {
  const say = useWords(accessWords);
  const common = useWords(adminWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const hours = (Form.useWatch('hours', form) as number | undefined) ?? FIRST_HOURS;
  const now = useNow(10_000);
  const { change, busy } = useChange(
    ({ hours: asked, reason }: Fields) => {
      const endsAt = new Date(Date.now() + asked * HOUR_MS).toISOString();
      return giveGrant({ userId: row.userId, cameraId: cell.cameraId, endsAt, reason });
    },
    (_, fields) => {
      const end = new Date(Date.now() + fields.hours * HOUR_MS);
      void message.success(say('given', { time: clockAndDay(end, language, site.timeZone) }));
      onClose();
    },
    form,
  );
  const ends = clockAndDay(new Date(now.getTime() + hours * HOUR_MS), language, site.timeZone);
  return (
    <Modal
      open
      title={`${say('grantTitle')} · ${row.name}`}
      okText={say('grantTitle')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={change}
        initialValues={{ hours: FIRST_HOURS, reason: say('preset_grant') }}
      >
        <p>{say('grantSays')}</p>
        <Form.Item name="hours" label={say('howLong')} extra={say('grantEnds', { time: ends })}>
          <Select
            options={HOURS.map((n) => ({ value: n, label: n < 24 ? say('hours', { n }) : say('days', { n: n / 24 }) }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={common('reason')}
          rules={[{ required: true, whitespace: true, message: common('required') }]}
        >
          <AutoComplete options={[{ value: say('preset_grant') }]} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
