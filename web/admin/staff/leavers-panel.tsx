import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { PossibleLeaver } from '#contract/leaver.ts';
import type { SiteView } from '#contract/people.ts';
import { useLeavers } from '../../features/people/leaver-api.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { dateIn } from '../../shared/site-time.ts';
import { leaverWords } from './leaver-words.ts';
import { SweepModal } from './sweep-modal.tsx';

/** Accounts that may hold rights they should not, each with its sweep. */
export function LeaversPanel({ site }: { site: SiteView }) {
  const say = useWords(leaverWords);
  const leavers = useLeavers(site.siteId);
  const [swept, setSwept] = useState<PossibleLeaver | null>(null);
  return (
    <div className="ad-stack">
      <p className="dim">{say('leaversLead')}</p>
      <ReadState of={leavers}>
        <Table
          rowKey={({ userId, why }) => userId + why}
          size="small"
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={leavers.data ?? []}
          columns={useColumns(site, setSwept)}
          locale={{ emptyText: <Empty icon="check">{say('noLeavers')}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
      </ReadState>
      {swept && <SweepModal person={swept} site={site} onClose={() => setSwept(null)} />}
    </div>
  );
}

function useColumns(site: SiteView, onSweep: (person: PossibleLeaver) => void): TableColumnsType<PossibleLeaver> {
  const say = useWords(leaverWords);
  return [
    {
      title: say('person'),
      render: (_, { name, portrait }) => (
        <span className="row">
          <Portrait recipe={portrait} name={name} size={32} adult />
          <b>{name}</b>
        </span>
      ),
    },
    { title: say('username'), dataIndex: 'username' },
    { title: say('why'), render: (_, { why }) => say(`why_${why}`) },
    {
      title: say('lastSeen'),
      render: (_, { lastSeenAt }) => (lastSeenAt === null ? say('neverSeen') : dateIn(site.timeZone, lastSeenAt)),
    },
    {
      title: say('actions'),
      render: (_, person) => (
        <Button
          size="small"
          danger
          aria-label={say('sweepNamed', { name: person.name })}
          onClick={() => onSweep(person)}
        >
          {say('sweep')}
        </Button>
      ),
    },
  ];
}
