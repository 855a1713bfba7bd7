import { Button, Input, Segmented, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { PersonView, Role, SiteView } from '#contract/people.ts';
import { usePeople } from '../../features/people/use-people.ts';
import { dateIn } from '../../shared/site-time.ts';
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
  const [asked, setWho] = useFilter('who');
  const who = WHO.find((each) => each === asked) ?? 'staff';
  const people = usePeople(site.siteId, search);
  const shown = people.data?.filter((person) => search !== '' || isOf(person, who));
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
        {search === '' && (
          <Segmented
            aria-label={say('who')}
            value={who}
            onChange={(value) => setWho(value === 'staff' ? '' : value)}
            options={WHO.map((value) => ({ value, label: say(`who_${value}`) }))}
          />
        )}
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
          dataSource={shown ?? []}
          columns={useColumns(setOpenId, site.timeZone)}
          locale={{ emptyText: <Empty icon="person">{search ? say('emptySearch', { search }) : say('empty')}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
      </ReadState>
      {open && <PersonDrawer person={open} site={site} onClose={() => setOpenId('')} />}
      {adding && <AddPersonModal onClose={() => setAdding(false)} />}
    </div>
  );
}

const WHO = ['staff', 'rooms', 'offices', 'guardians', 'all'] as const;
type Who = (typeof WHO)[number];

const WORKS_IN_ROOM: ReadonlySet<Role> = new Set(['caregiver', 'volunteer']);
const worksInRoom = ({ roles }: PersonView): boolean => roles.some(({ role }) => WORKS_IN_ROOM.has(role));

/** Who is staff and a guardian stands under both; who is neither any more, with the staff. */
function isOf(person: PersonView, who: Who): boolean {
  const { roles, children } = person;
  switch (who) {
    case 'all':
      return true;
    case 'guardians':
      return children.length > 0;
    case 'staff':
      return roles.length > 0 || children.length === 0;
    case 'rooms':
      return worksInRoom(person);
    case 'offices':
      return roles.some(({ role }) => !WORKS_IN_ROOM.has(role));
  }
}

function useColumns(onOpen: (userId: string) => void, timeZone: string): TableColumnsType<PersonView> {
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
        roles.length === 0
          ? common('none')
          : roles.map(({ roleId, role, scope, endsAt }) => (
              <div key={roleId}>
                {`${common(`role_${role}`)} · ${scope}`}
                {endsAt && <small className="dim"> {say('roleUntil', { date: dateIn(timeZone, endsAt) })}</small>}
              </div>
            )),
    },
    { title: say('employer'), render: (_, { employer }) => employer?.name ?? common('none') },
    {
      title: say('children'),
      render: (_, { children }) =>
        children.map(({ name, relation }) => `${name}（${relation}）`).join('、') || common('none'),
    },
    {
      title: say('state'),
      render: (_, person) => (
        <span className="row">
          {person.suspended ? (
            <Pill tone="offline" icon="lock">
              {say('suspended')}
            </Pill>
          ) : (
            say('active')
          )}
          {person.hasPin && worksInRoom(person) && (
            <Pill tone="primary" icon="key">
              {say('hasPin')}
            </Pill>
          )}
        </span>
      ),
    },
  ];
}
