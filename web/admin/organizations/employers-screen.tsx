import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { EmployerView } from '#contract/employers.ts';
import { useEmployers } from '../../features/organizations/use-employers.ts';
import { useMe } from '../../shared/session.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { may } from '../may-open.ts';
import { ReadState } from '../read-state.tsx';
import { adminWords } from '../words.ts';
import { EmployerDrawer } from './employer-drawer.tsx';
import { NetworksDrawer } from './networks-drawer.tsx';
import { employerWords } from './words.ts';

type Opened = { what: 'new' } | { what: 'employer' | 'networks'; employer: EmployerView };

/** Employers whose families the nurseries serve, and from where their people may watch. */
export function EmployersScreen() {
  const say = useWords(employerWords);
  const me = useMe();
  const employers = useEmployers();
  const [opened, setOpened] = useState<Opened | null>(null);
  const mayAdd = may(me, 'employers:write');
  const close = () => setOpened(null);
  return (
    <>
      <div className="ad-title">
        <h1>{say('title')}</h1>
        {mayAdd && (
          <Button type="primary" onClick={() => setOpened({ what: 'new' })}>
            {say('add')}
          </Button>
        )}
      </div>
      <ReadState of={employers}>
        <Table
          rowKey="organizationId"
          size="small"
          pagination={false}
          dataSource={employers.data ?? []}
          columns={useColumns(setOpened)}
          locale={{ emptyText: <Empty icon="building">{say(mayAdd ? 'empty' : 'emptyOwn')}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
      </ReadState>
      {opened?.what === 'new' && <EmployerDrawer employer={null} onClose={close} />}
      {opened?.what === 'employer' && <EmployerDrawer employer={opened.employer} onClose={close} />}
      {opened?.what === 'networks' && <NetworksDrawer employer={opened.employer} onClose={close} />}
    </>
  );
}

function useColumns(open: (opened: Opened) => void): TableColumnsType<EmployerView> {
  const say = useWords(employerWords);
  const common = useWords(adminWords);
  return [
    { title: say('employer'), render: (_, { name }) => <b>{name}</b> },
    {
      title: say('sites'),
      render: (_, { sites }) =>
        sites.map(({ name }) => name).join('、') || <span className="dim">{say('noSite')}</span>,
    },
    { title: say('guardians'), dataIndex: 'guardians', align: 'right' },
    { title: say('viewsNow'), dataIndex: 'viewsNow', align: 'right' },
    { title: say('networks'), render: (_, { networks }) => <Networks networks={networks} /> },
    {
      title: common('edit'),
      align: 'right',
      render: (_, employer) => (
        <span className="ad-actions">
          {employer.mayChangeNetworks && (
            <Button size="small" onClick={() => open({ what: 'networks', employer })}>
              {say('changeNetworks')}
            </Button>
          )}
          {employer.maySave && (
            <Button size="small" onClick={() => open({ what: 'employer', employer })}>
              {common('edit')}
            </Button>
          )}
        </span>
      ),
    },
  ];
}

const SHOWN = 3;

function Networks({ networks }: { networks: readonly string[] }) {
  const say = useWords(employerWords);
  if (networks.length === 0) return <span className="dim">{say('anywhere')}</span>;
  const more = networks.length - SHOWN;
  return (
    <>
      {networks.slice(0, SHOWN).join('、')}
      {more > 0 && <small className="dim ad-under">{say('moreNetworks', { n: more })}</small>}
    </>
  );
}
