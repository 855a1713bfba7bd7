import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { OrganizationId } from '#contract/ids.ts';
import { Username } from '#contract/people.ts';
import { addPerson, type PersonFields } from '../../features/people/people-api.ts';
import { useOrganizations } from '../../features/sites/use-sites.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { newPassword } from './new-password.ts';
import { staffWords } from './words.ts';

type Fields = { name: string; username: string; phone?: string; employerId?: OrganizationId; password: string };

/** A new account. Its first password is shown until this closes, and never again. */
export function AddPersonModal({ onClose }: { onClose: () => void }) {
  const say = useWords(staffWords);
  const [form] = Form.useForm<Fields>();
  const [added, setAdded] = useState<PersonFields | null>(null);
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
        <PersonFieldItems onAnother={() => form.setFieldValue('password', newPassword())} />
      </Form>
    </Modal>
  );
}

function PersonFieldItems({ onAnother }: { onAnother: () => void }) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const { data: organizations = [] } = useOrganizations();
  const required = { required: true, message: common('required') };
  const isUsername = {
    validator: (_: unknown, typed = '') =>
      typed === '' || Username.safeParse(typed).success
        ? Promise.resolve()
        : Promise.reject(new Error(common('field_invalid_format'))),
  };
  const employers = organizations.filter(({ isEmployer }) => isEmployer);
  return (
    <>
      <Form.Item name="name" label={say('person')} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="username" label={say('username')} extra={say('usernameHint')} rules={[required, isUsername]}>
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <div className="ad-two">
        <Form.Item name="phone" label={say('phone')}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="employerId" label={say('employer')}>
          <Select
            allowClear
            options={employers.map(({ organizationId, name }) => ({ value: organizationId, label: name }))}
          />
        </Form.Item>
      </div>
      <Form.Item
        name="password"
        label={say('password')}
        extra={say('passwordHint')}
        rules={[required, { min: 10, message: common('field_too_small') }]}
      >
        <Input autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Button size="small" onClick={onAnother}>
        {say('generate')}
      </Button>
    </>
  );
}

function AddedPerson({ person, onClose }: { person: PersonFields; onClose: () => void }) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  return (
    <Modal
      open
      title={say('addedTitle', { name: person.name })}
      footer={<Button onClick={onClose}>{common('close')}</Button>}
      onCancel={onClose}
    >
      <div className="ad-stack">
        <p>{say('handOver')}</p>
        <p>
          {`${say('username')}: `}
          <b>{person.username}</b>
        </p>
        <p className="ad-code">{person.password}</p>
      </div>
    </Modal>
  );
}
