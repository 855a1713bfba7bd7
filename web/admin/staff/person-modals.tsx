import { App, Form, Input, Modal } from 'antd';
import type { PersonView } from '#contract/people.ts';
import { resetPassword, setPin, suspendPerson } from '../../features/people/people-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { newPassword } from './new-password.ts';
import { staffWords } from './words.ts';

type Props = { person: PersonView; onClose: () => void };

export function PinModal({ person, onClose }: Props) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ pin: string }>();
  const { change, busy } = useChange(
    ({ pin }: { pin: string }) => setPin(person.userId, pin),
    () => {
      void message.success(say('pinSet'));
      onClose();
    },
    form,
  );
  return (
    <Modal
      open
      title={`${say('setPin')} · ${person.name}`}
      okText={common('save')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change}>
        <Form.Item
          name="pin"
          label={say('pin')}
          rules={[{ required: true, pattern: /^\d{4}$/, message: common('field_invalid_format') }]}
        >
          <Input.Password maxLength={4} inputMode="numeric" autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export function PasswordModal({ person, onClose }: Props) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ password: string }>();
  const { change, busy } = useChange(
    ({ password }: { password: string }) => resetPassword(person.userId, password),
    () => {
      void message.success(say('reset'));
      onClose();
    },
    form,
  );
  return (
    <Modal
      open
      title={`${say('resetPassword')} · ${person.name}`}
      okText={say('resetPassword')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={change}
        initialValues={{ password: newPassword() }}
      >
        <p>{say('resetSays')}</p>
        <Form.Item
          name="password"
          label={say('password')}
          extra={say('passwordHint')}
          rules={[{ required: true, min: 10, message: common('field_too_small') }]}
        >
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export function SuspendModal({ person, onClose }: Props) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const { change, busy } = useChange(
    ({ reason }: { reason: string }) => suspendPerson(person.userId, true, reason),
    ({ endedViews }) => {
      void message.success(say('suspendedNow', { n: endedViews }));
      onClose();
    },
    form,
  );
  return (
    <Modal
      open
      title={say('suspendTitle', { name: person.name })}
      okText={say('suspend')}
      okButtonProps={{ danger: true }}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change}>
        <p>{say('suspendSays')}</p>
        <Form.Item
          name="reason"
          label={common('reason')}
          rules={[{ required: true, whitespace: true, message: common('required') }]}
        >
          <Input.TextArea maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
