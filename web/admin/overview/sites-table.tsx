import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { SiteView } from '#contract/people.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useViewsSplit } from '../use-views-split.ts';
import { overviewWords } from './words.ts';

/** One line a site. */
export function SitesTable({ sites }: { sites: readonly SiteView[] }) {
  const say = useWords(overviewWords);
  const viewsSplit = useViewsSplit();
  const columns: TableColumnsType<SiteView> = [
    { title: say('site'), render: (_, site) => <Link to={`/a/sites?site=${site.siteId}`}>{site.name}</Link> },
    {
      title: say('presentEnrolled'),
      align: 'right',
      render: (_, { childrenPresent, childrenEnrolled }) => `${childrenPresent} / ${childrenEnrolled}`,
    },
    { title: say('watching'), align: 'right', render: (_, site) => viewsSplit(site) },
    {
      title: say('camerasLive'),
      align: 'right',
      render: (_, { camerasLive, cameras }) => (
        <span className={camerasLive < cameras ? 'ad-red' : ''}>{`${camerasLive}/${cameras}`}</span>
      ),
    },
    {
      title: say('liveView'),
      render: (_, { liveViewOnSince }) =>
        liveViewOnSince ? (
          <Pill tone="live" icon="check">
            {say('liveOn')}
          </Pill>
        ) : (
          <Pill tone="refused" icon="close">
            {say('liveOff')}
          </Pill>
        ),
    },
  ];
  return (
    <section className="card ad-sites" aria-labelledby="sites-title">
      <h2 id="sites-title">{say('sites')}</h2>
      <Table
        rowKey="siteId"
        size="small"
        pagination={false}
        dataSource={[...sites]}
        columns={columns}
        scroll={{ x: 'max-content' }}
      />
    </section>
  );
}
