import { Button, Form } from 'antd';
import { useRef, useState } from 'react';
import type { UserId } from '#contract/ids.ts';
import type { ChildView } from '#contract/people.ts';
import { linkGuardian } from '../../features/people/children-api.ts';
import { addPerson } from '../../features/people/people-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { AccountFields, type TypedAccount } from '../staff/account-fields.tsx';
import { AddedPerson } from '../staff/added-person.tsx';
import { newPassword } from '../staff/new-password.ts';
import { useChange } from '../use-change.ts';
import { ALL_RIGHTS, RelationField, RightFields, type TypedRights } from './right-fields.tsx';
import { familyWords } from './words.ts';

type Fields = TypedAccount & TypedRights;

/** A guardian who has no account yet: made and joined to the child in one go. */
export function NewGuardianForm({ child }: { child: ChildView }) {
  const say = useWords(familyWords);
  const [form] = Form.useForm<Fields>();
  const [added, setAdded] = useState<TypedAccount | null>(null);
  const addAndLink = useAddAndLink(child);
  const { change, busy } = useChange(
    addAndLink,
    (_, fields) => {
      setAdded(fields);
      form.resetFields();
      form.setFieldValue('password', newPassword());
    },
    form,
  );
  return (
    <>
      <Form
        form={form}
        name="new-guardian"
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        onFinish={change}
        initialValues={{ ...ALL_RIGHTS, password: newPassword() }}
      >
        <AccountFields>
          <RelationField />
        </AccountFields>
        <RightFields />
        <Button htmlType="submit" loading={busy}>
          {say('addAndLink')}
        </Button>
      </Form>
      {added && <AddedPerson person={added} onClose={() => setAdded(null)} />}
    </>
  );
}

/** Two requests: when the second fails, the next try does not make the account a second time. */
function useAddAndLink(child: ChildView) {
  const made = useRef<{ username: string; userId: UserId } | null>(null);
  return async ({ relation, mayWatch, mayPickUp, ...account }: Fields): Promise<ChildView> => {
    if (made.current?.username !== account.username) {
      const { userId } = await addPerson({ ...account, phone: account.phone ?? '' });
      made.current = { username: account.username, userId };
    }
    return linkGuardian(child.childId, { userId: made.current.userId, relation, mayWatch, mayPickUp });
  };
}
