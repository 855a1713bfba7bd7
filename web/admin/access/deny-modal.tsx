import { App, AutoComplete, Form, Modal, Radio } from 'antd';
import { denyViewing } from '../../features/access/access-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { cameraOf } from './access-grid.tsx';
import type { OpenedCell } from './opened-cell.ts';
import { accessWords } from './words.ts';

type Fields = { where: 'this' | 'all'; reason: string };

/** Stops a person from watching one camera or all, without touching what the family has signed. */
export function DenyModal({ table, row, cell, onClose }: OpenedCell & { onClose: () => void }) {
  const say = useWords(accessWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const where = (Form.useWatch('where', form) as Fields['where'] | undefined) ?? 'this';
  const views = (where === 'this' ? [cell] : row.cells).filter(({ watching }) => watching).length;
  const { change, busy } = useChange(
    (fields: Fields) =>
      denyViewing({
        userId: row.userId,
        cameraId: fields.where === 'this' ? cell.cameraId : null,
        reason: fields.reason,
      }),
    ({ endedViews }) => {
      void message.success(say('denied', { n: endedViews }));
      onClose();
    },
    form,
  );
  return (
    <Modal
      open
      title={say('denyTitle', { name: row.name })}
      okText={say('denyButton', { n: views })}
      okButtonProps={{ danger: true }}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={change}
        initialValues={{ where: 'this', reason: say('preset_deny') }}
      >
        <Form.Item name="where" label={say('denyWhich')}>
          <Radio.Group
            vertical
            options={[
              { value: 'this', label: say('denyThis', { camera: cameraOf(table, cell) }) },
              { value: 'all', label: say('denyAll') },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={common('reason')}
          rules={[{ required: true, whitespace: true, message: common('required') }]}
        >
          <AutoComplete options={[{ value: say('preset_deny') }]} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
