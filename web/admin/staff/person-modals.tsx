import { App, Form, Input } from 'antd';
import type { OrganizationId } from '#contract/ids.ts';
import type { PersonView } from '#contract/people.ts';
import { resetPassword, savePerson, setPin, suspendPerson } from '../../features/people/people-api.ts';
import { useMe } from '../../shared/session.ts';
import { useWords } from '../../shared/words/book.ts';
import { FormModal } from '../form-modal.tsx';
import { ReasonModal } from '../reason-modal.tsx';
import { adminWords } from '../words.ts';
import { EmployerField } from './employer-field.tsx';
import { FirstPasswordField } from './first-password-field.tsx';
import { newPassword } from './new-password.ts';
import { staffWords } from './words.ts';

type Props = { person: PersonView; onClose: () => void };
type Fields = { name: string; phone: string; employerId?: OrganizationId | null };

/** One's own employer is another's to change: its networks bind. */
export function NameModal({ person, onClose }: Props) {
  const say = useWords(staffWords);
  const isMyself = useMe().userId === person.userId;
  const common = useWords(adminWords);
  const { message } = App.useApp();
  return (
    <FormModal
      title={`${say('editPerson')} · ${person.username}`}
      confirm={common('save')}
      initial={{ name: person.name, phone: person.phone, employerId: person.employer?.organizationId ?? null }}
      run={({ name, phone, employerId = null }: Fields) => savePerson(person.userId, { name, phone, employerId })}
      onDone={() => void message.success(common('saved'))}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={say('person')}
        rules={[{ required: true, whitespace: true, message: common('required') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={say('phone')}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <EmployerField
        present={person.employer}
        disabled={isMyself}
        extra={say(isMyself ? 'employerOwn' : 'employerSays')}
      />
    </FormModal>
  );
}

export function PinModal({ person, onClose }: Props) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  return (
    <FormModal
      title={`${say('setPin')} · ${person.name}`}
      confirm={common('save')}
      run={({ pin }: { pin: string }) => setPin(person.userId, pin)}
      onDone={() => void message.success(say('pinSet'))}
      onClose={onClose}
    >
      <Form.Item
        name="pin"
        label={say('pin')}
        rules={[{ required: true, pattern: /^\d{4}$/, message: common('field_invalid_format') }]}
      >
        <Input.Password maxLength={4} inputMode="numeric" autoComplete="new-password" />
      </Form.Item>
    </FormModal>
  );
}

export function PasswordModal({ person, onClose }: Props) {
  const say = useWords(staffWords);
  const { message } = App.useApp();
  return (
    <FormModal
      title={`${say('resetPassword')} · ${person.name}`}
      confirm={say('resetPassword')}
      says={<p>{say('resetSays')}</p>}
      initial={{ password: newPassword() }}
      run={({ password }: { password: string }) => resetPassword(person.userId, password)}
      onDone={() => void message.success(say('reset'))}
      onClose={onClose}
    >
      <FirstPasswordField />
    </FormModal>
  );
}

export function SuspendModal({ person, onClose }: Props) {
  const say = useWords(staffWords);
  const { message } = App.useApp();
  return (
    <ReasonModal
      title={say('suspendTitle', { name: person.name })}
      confirm={say('suspend')}
      danger
      says={<p>{say('suspendSays')}</p>}
      presets={[say('preset_suspend_1'), say('preset_suspend_2'), say('preset_suspend_3')]}
      run={({ reason }) => suspendPerson(person.userId, true, reason)}
      onDone={({ endedViews }) => void message.success(say('suspendedNow', { n: endedViews }))}
      onClose={onClose}
    />
  );
}
