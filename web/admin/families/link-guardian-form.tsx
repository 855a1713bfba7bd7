import { App, Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { UserId } from '#contract/ids.ts';
import type { ChildView, SiteView } from '#contract/people.ts';
import { linkGuardian } from '../../features/people/children-api.ts';
import { usePeople } from '../../features/people/use-people.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { familyWords } from './words.ts';

type Fields = { userId: UserId; relation: string; mayWatch: boolean; mayPickUp: boolean };

/** Joins a person who has an account to the child. */
export function LinkGuardianForm({ child, site }: { child: ChildView; site: SiteView }) {
  const say = useWords(familyWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [search, setSearch] = useState('');
  const { data: people = [], isFetching } = usePeople(site.siteId, search);
  const linked = new Set<string>(child.guardians.map(({ userId }) => userId));
  const { change, busy } = useChange(
    (fields: Fields) => linkGuardian(child.childId, fields),
    () => {
      void message.success(say('linked'));
      form.resetFields();
    },
    form,
  );
  const required = { required: true, message: common('required') };
  return (
    <section aria-labelledby="link-title">
      <h2 id="link-title">{say('link')}</h2>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={change}
        initialValues={{ mayWatch: true, mayPickUp: true }}
      >
        <Form.Item name="userId" label={say('person')} extra={say('personHint')} rules={[required]}>
          <Select
            showSearch={{ filterOption: false, onSearch: setSearch }}
            loading={isFetching}
            options={people
              .filter(({ userId }) => !linked.has(userId))
              .map(({ userId, name, username }) => ({ value: userId, label: `${name} · ${username}` }))}
          />
        </Form.Item>
        <Form.Item name="relation" label={say('relation')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={20} placeholder={say('relationHint')} />
        </Form.Item>
        <div className="row">
          <Form.Item name="mayWatch" valuePropName="checked">
            <Checkbox>{say('mayWatch')}</Checkbox>
          </Form.Item>
          <Form.Item name="mayPickUp" valuePropName="checked">
            <Checkbox>{say('mayPickUp')}</Checkbox>
          </Form.Item>
        </div>
        <Button htmlType="submit" loading={busy}>
          {say('link')}
        </Button>
      </Form>
    </section>
  );
}
