import { Button, Input, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { PersonView, SiteView } from '#contract/people.ts';
import { usePeople } from '../../features/people/use-people.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { adminWords } from '../words.ts';
import { AddPersonModal } from './add-person-modal.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { staffWords } from './words.ts';

/** Everyone with an account at this site: staff, administrators, guardians. */
export function PeoplePanel({ site }: { site: SiteView }) {
  const say = useWords(staffWords);
  const [search, setSearch] = useFilter('q');
  const [openId, setOpenId] = useFilter('person', { step: true });
  const [adding, setAdding] = useState(false);
  const people = usePeople(site.siteId, search);
  const open = people.data?.find(({ userId }) => userId === openId);
  return (
    <div className="ad-stack">
      <div className="ad-title">
        <Input.Search
          className="ad-search"
          aria-label={say('searchHint')}
          placeholder={say('searchHint')}
          allowClear
          defaultValue={search}
          onSearch={setSearch}
        />
        <span className="row-space" />
        <Button type="primary" onClick={() => setAdding(true)}>
          {say('addPerson')}
        </Button>
      </div>
      <ReadState of={people}>
        <Table
          rowKey="userId"
          // A person's `children` are no rows of the table.
          expandable={{ childrenColumnName: 'none' }}
          size="small"
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={people.data ?? []}
          columns={useColumns(setOpenId)}
          locale={{ emptyText: <Empty icon="person">{search ? say('emptySearch', { search }) : say('empty')}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
      </ReadState>
      {open && <PersonDrawer person={open} site={site} onClose={() => setOpenId('')} />}
      {adding && <AddPersonModal onClose={() => setAdding(false)} />}
    </div>
  );
}

function useColumns(onOpen: (userId: string) => void): TableColumnsType<PersonView> {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  return [
    {
      title: say('person'),
      render: (_, person) => (
        <Button type="text" className="ad-person" onClick={() => onOpen(person.userId)}>
          <Portrait recipe={person.portrait} name={person.name} size={32} adult />
          <b>{person.name}</b>
        </Button>
      ),
    },
    { title: say('username'), dataIndex: 'username' },
    { title: say('phone'), render: (_, { phone }) => phone || common('none') },
    {
      title: say('roles'),
      render: (_, { roles }) =>
        roles.map(({ role, scope }) => `${common(`role_${role}`)} · ${scope}`).join('，') || common('none'),
    },
    { title: say('employer'), render: (_, { employer }) => employer?.name ?? common('none') },
    {
      title: say('children'),
      render: (_, { children }) =>
        children.map(({ name, relation }) => `${name}（${relation}）`).join('、') || common('none'),
    },
    {
      title: say('state'),
      render: (_, { suspended, hasPin }) => (
        <span className="row">
          {suspended ? (
            <Pill tone="offline" icon="lock">
              {say('suspended')}
            </Pill>
          ) : (
            say('active')
          )}
          {hasPin && (
            <Pill tone="primary" icon="key">
              {say('hasPin')}
            </Pill>
          )}
        </span>
      ),
    },
  ];
}
