import { App, Button, Form, Select } from 'antd';
import { useState } from 'react';
import type { UserId } from '#contract/ids.ts';
import type { ChildView, SiteView } from '#contract/people.ts';
import { linkGuardian } from '../../features/people/children-api.ts';
import { usePeople } from '../../features/people/use-people.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { InviteForm } from './invite-form.tsx';
import { inviteWords } from './invite-words.ts';
import { NewGuardianForm } from './new-guardian-form.tsx';
import { ALL_RIGHTS, RelationField, RightFields, type TypedRights } from './right-fields.tsx';
import { familyWords } from './words.ts';

type Props = { child: ChildView; site: SiteView };
type Way = 'invite' | 'known' | 'new';

/** Joins a guardian to the child: by a link they use themselves, with a new account handed over, or one who has an account. */
export function LinkGuardianForm({ child, site }: Props) {
  const say = useWords(familyWords);
  const sayInvite = useWords(inviteWords);
  const [way, setWay] = useState<Way | null>(child.guardians.length === 0 ? 'new' : null);
  const wayButton = (to: Way, label: string) => (
    <Button
      aria-expanded={way === to}
      type={way === to ? 'primary' : 'default'}
      ghost={way === to}
      onClick={() => setWay(to)}
    >
      {label}
    </Button>
  );
  return (
    <section aria-labelledby="link-title">
      <h2 id="link-title">{say('link')}</h2>
      <p className="ad-ways">
        {wayButton('invite', sayInvite('invite'))}
        {wayButton('new', say('newGuardian'))}
        {wayButton('known', say('knownGuardian'))}
      </p>
      {/* All stay: what is half typed is not lost by a look at the other. */}
      <div hidden={way !== 'invite'}>
        <InviteForm child={child} site={site} />
      </div>
      <div hidden={way !== 'new'}>
        <NewGuardianForm child={child} />
      </div>
      <div hidden={way !== 'known'}>
        <KnownGuardianForm child={child} site={site} />
      </div>
    </section>
  );
}

type Fields = TypedRights & { userId: UserId };

function KnownGuardianForm({ child, site }: Props) {
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
  return (
    <Form form={form} name="known" layout="vertical" requiredMark={false} onFinish={change} initialValues={ALL_RIGHTS}>
      <Form.Item
        name="userId"
        label={say('person')}
        extra={say('personHint')}
        rules={[{ required: true, message: common('required') }]}
      >
        <Select
          showSearch={{ filterOption: false, onSearch: setSearch }}
          loading={isFetching}
          options={people
            .filter(({ userId }) => !linked.has(userId))
            .map(({ userId, name, username }) => ({ value: userId, label: `${name} · ${username}` }))}
        />
      </Form.Item>
      <RelationField />
      <RightFields />
      <Button htmlType="submit" loading={busy}>
        {say('link')}
      </Button>
    </Form>
  );
}
