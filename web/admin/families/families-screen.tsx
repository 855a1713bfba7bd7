import { Button, Input, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ChildView, SiteView } from '#contract/people.ts';
import { useChildren } from '../../features/people/use-people.ts';
import { useMe } from '../../shared/session.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { mayManage } from '../may-open.ts';
import { ReadOnlyNote } from '../read-only-note.tsx';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { AddChildDrawer } from './add-child-drawer.tsx';
import { ChildDrawer } from './child-drawer.tsx';
import { ConsentPills } from './consent-pills.tsx';
import { familyWords } from './words.ts';

/** The children of a site with what their families have signed and may do. */
export function FamiliesScreen({ site }: { site: SiteView }) {
  const say = useWords(familyWords);
  const me = useMe();
  const [search, setSearch] = useFilter('q');
  const [openId, setOpenId] = useFilter('child', { step: true });
  const [adding, setAdding] = useState(false);
  const children = useChildren(site.siteId, search);
  const manages = mayManage(me);
  const open = children.data?.find(({ childId }) => childId === openId);
  // Guardians and consents are what it needs next.
  const openAdded = (childId: string) => {
    setAdding(false);
    setOpenId(childId);
  };
  const emptyText = search ? say('emptySearch', { search }) : say('empty');
  return (
    <>
      <div className="ad-title">
        <h1>{say('title')}</h1>
        <Input.Search
          className="ad-search"
          aria-label={say('searchHint')}
          placeholder={say('searchHint')}
          allowClear
          defaultValue={search}
          onSearch={setSearch}
        />
        {manages && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('addChild')}
          </Button>
        )}
      </div>
      <ReadOnlyNote />
      <ReadState of={children}>
        <Table
          rowKey="childId"
          size="small"
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={children.data ?? []}
          columns={useColumns(setOpenId)}
          locale={{ emptyText: <Empty icon="people">{emptyText}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
      </ReadState>
      {open && <ChildDrawer child={open} site={site} manages={manages} onClose={() => setOpenId('')} />}
      {adding && <AddChildDrawer site={site} onAdded={openAdded} onClose={() => setAdding(false)} />}
    </>
  );
}

function useColumns(onOpen: (childId: string) => void): TableColumnsType<ChildView> {
  const say = useWords(familyWords);
  return [
    {
      title: say('child'),
      render: (_, child) => (
        <Button type="text" className="ad-person" onClick={() => onOpen(child.childId)}>
          <Portrait recipe={child.portrait} name={child.name} size={32} />
          <b>{child.name}</b>
          {child.nickname && <span className="dim">{child.nickname}</span>}
        </Button>
      ),
    },
    {
      title: say('room'),
      render: (_, child) => (
        <span className="row">
          {child.classroom?.name ?? say('noRoom')}
          {child.present && (
            <Pill tone="live" icon="check">
              {say('present')}
            </Pill>
          )}
        </span>
      ),
    },
    { title: say('consents'), render: (_, child) => <ConsentPills consents={child.consents} /> },
    {
      title: say('guardians'),
      render: (_, child) =>
        child.guardians.map(({ name, relation }) => `${relation} ${name}`).join('、') || (
          <span className="dim">{say('noGuardians')}</span>
        ),
    },
  ];
}
