import { Form, Modal } from 'antd';
import { useState } from 'react';
import type { OrganizationId } from '#contract/ids.ts';
import { addPerson } from '../../features/people/people-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { AccountFields, type TypedAccount } from './account-fields.tsx';
import { AddedPerson } from './added-person.tsx';
import { EmployerField } from './employer-field.tsx';
import { newPassword } from './new-password.ts';
import { staffWords } from './words.ts';

type Fields = TypedAccount & { employerId?: OrganizationId };

/** A new account. Its first password is shown until this closes, and never again. */
export function AddPersonModal({ onClose }: { onClose: () => void }) {
  const say = useWords(staffWords);
  const [form] = Form.useForm<Fields>();
  const [added, setAdded] = useState<TypedAccount | null>(null);
  const { change, busy } = useChange(
    ({ employerId, phone = '', ...fields }: Fields) => addPerson({ ...fields, phone, employerId: employerId ?? null }),
    (_, fields) => setAdded(fields),
    form,
  );
  if (added) return <AddedPerson person={added} onClose={onClose} />;
  return (
    <Modal
      open
      title={say('addPerson')}
      okText={say('addPerson')}
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
        <AccountFields>
          <EmployerField />
        </AccountFields>
      </Form>
    </Modal>
  );
}
