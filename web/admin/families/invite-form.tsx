import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { OrganizationId } from '#contract/ids.ts';
import type { InvitationMade } from '#contract/invitations.ts';
import type { ChildView, SiteView } from '#contract/people.ts';
import { invite } from '../../features/invitations/invitations-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { InvitationLink } from './invitation-link.tsx';
import { inviteWords } from './invite-words.ts';
import './invite.css';
import { ALL_RIGHTS, RelationField, RightFields, type TypedRights } from './right-fields.tsx';

type Fields = TypedRights & { name: string; phone?: string; employerId?: OrganizationId };

/** For a guardian who has no account yet and is not here: they choose their password themselves, and nobody else knows it. */
export function InviteForm({ child, site }: { child: ChildView; site: SiteView }) {
  const say = useWords(inviteWords);
  const common = useWords(adminWords);
  const [form] = Form.useForm<Fields>();
  const [made, setMade] = useState<InvitationMade | null>(null);
  const { change, busy } = useChange(
    (fields: Fields) => invite(child.childId, fields),
    (result) => {
      setMade(result);
      form.resetFields();
    },
    form,
  );
  const rules = [{ required: true, whitespace: true, message: common('required') }];
  return (
    <>
      <p className="dim ad-invite-says">{say('inviteSays')}</p>
      <Form
        form={form}
        name="invite"
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        onFinish={change}
        initialValues={ALL_RIGHTS}
      >
        <div className="ad-two">
          <Form.Item name="name" label={say('name')} rules={rules}>
            <Input maxLength={60} />
          </Form.Item>
          <RelationField />
          <Form.Item name="phone" label={say('phone')}>
            <Input maxLength={40} inputMode="tel" />
          </Form.Item>
          {site.employers.length > 0 && (
            <Form.Item name="employerId" label={say('employer')}>
              <Select
                allowClear
                placeholder={say('noEmployer')}
                options={site.employers.map(({ organizationId, name }) => ({ value: organizationId, label: name }))}
              />
            </Form.Item>
          )}
        </div>
        <RightFields />
        <Button htmlType="submit" loading={busy}>
          {say('make')}
        </Button>
      </Form>
      {made && <InvitationLink made={made} site={site} onClose={() => setMade(null)} />}
    </>
  );
}
