import { App, AutoComplete, Form, Modal } from 'antd';
import { restoreRight } from '../../features/access/access-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import type { RightOf } from './opened-cell.ts';
import { accessWords } from './words.ts';

/** Gives a right back, with its reason; the parent's page opens by itself. */
export function RestoreModal({ child, onClose }: { child: RightOf; onClose: () => void }) {
  const say = useWords(accessWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const { change, busy } = useChange(
    ({ reason }: { reason: string }) => restoreRight(child.guardianshipId, reason),
    () => {
      void message.success(say('restored'));
      onClose();
    },
    form,
  );
  return (
    <Modal
      open
      title={say('restoreFor', { child: child.name })}
      okText={say('restore')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={change}
        initialValues={{ reason: say('preset_restore') }}
      >
        <Form.Item
          name="reason"
          label={common('reason')}
          rules={[{ required: true, whitespace: true, message: common('required') }]}
        >
          <AutoComplete options={[{ value: say('preset_restore') }]} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
