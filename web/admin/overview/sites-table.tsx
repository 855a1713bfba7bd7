import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { DashboardSite } from '#contract/dashboard.ts';
import { useWords } from '../../shared/words/book.ts';
import { useViewsSplit } from '../use-views-split.ts';
import { RatioBar } from './ratio-bar.tsx';
import { overviewWords } from './words.ts';

/** One line a site. */
export function SitesTable({ sites }: { sites: readonly DashboardSite[] }) {
  const say = useWords(overviewWords);
  const columns = useColumns();
  const hasRooms = sites.some(({ isPart }) => !isPart);
  return (
    <section className="card ov-sites" aria-labelledby="sites-title">
      <header>
        <h2 id="sites-title">{say(sites.length === 1 ? 'oneSite' : 'sites', { n: sites.length })}</h2>
        <span className="row-space" />
        {hasRooms && <small className="dim">{say('barSays')}</small>}
      </header>
      <Table
        rowKey="siteId"
        size="small"
        pagination={false}
        dataSource={[...sites]}
        columns={hasRooms ? columns : columns.filter(({ key }) => key !== 'rooms')}
        scroll={{ x: 640 }}
      />
    </section>
  );
}

/** Of a site where nobody has ever recorded when they came nothing is claimed. */
function Tightest({ site }: { site: DashboardSite }) {
  const say = useWords(overviewWords);
  const isKnown = site.isStaffRecorded || site.childrenPresent === 0;
  return isKnown ? <RatioBar room={site.tightestRoom} /> : <span className="dim">{say('unknownRatio')}</span>;
}

function useColumns(): TableColumnsType<DashboardSite> {
  const say = useWords(overviewWords);
  const viewsSplit = useViewsSplit();
  const rooms = { key: 'rooms' };
  return [
    {
      title: say('site'),
      className: 'ov-name',
      render: (_, site) => <Link to={`/a/sites?site=${site.siteId}`}>{site.name}</Link>,
    },
    {
      title: say('presentExpected'),
      align: 'right',
      render: (_, site) => `${site.childrenPresent} · ${site.childrenLeft} · ${site.childrenExpected}`,
    },
    { ...rooms, title: say('caregivers'), align: 'right', render: (_, site) => site.caregivers ?? say('notShown') },
    { ...rooms, title: say('tightest'), render: (_, site) => <Tightest site={site} /> },
    { title: say('views'), align: 'right', render: (_, site) => viewsSplit(site) },
    {
      title: say('camerasLive'),
      align: 'right',
      render: (_, { camerasLive, cameras }) => (
        <span className={camerasLive < cameras ? 'ad-red' : ''}>{`${camerasLive}/${cameras}`}</span>
      ),
    },
    {
      ...rooms,
      title: say('blockedRooms'),
      align: 'right',
      render: (_, { roomsBlocked }) => (roomsBlocked > 0 ? say('nRooms', { n: roomsBlocked }) : say('notShown')),
    },
    {
      ...rooms,
      title: say('incidents'),
      align: 'right',
      render: (_, { incidentsOpen }) =>
        incidentsOpen ? <span className="ov-incidents">{incidentsOpen}</span> : say('notShown'),
    },
    {
      title: say('refusals'),
      align: 'right',
      render: (_, { refusals }) => refusals.reduce((total, { looks }) => total + looks, 0) || say('notShown'),
    },
  ];
}
