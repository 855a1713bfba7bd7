import { App, Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ClassroomView, SiteView } from '#contract/people.ts';
import { useClassrooms } from '../../features/sites/use-sites.ts';
import { useMe } from '../../shared/session.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { may, mayAddSites, mayManage } from '../may-open.ts';
import { ReadOnlyNote } from '../read-only-note.tsx';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { useNamedRow } from '../use-named-row.ts';
import { adminWords } from '../words.ts';
import { AddSite } from './add-site.tsx';
import { ClosedDays } from './closed-days.tsx';
import { DailyChecks } from './daily-checks.tsx';
import { IncidentClocks } from './incident-clocks.tsx';
import { LiveSwitch } from './live-switch.tsx';
import { RoomDrawer } from './room-drawer.tsx';
import { RoomWindows } from './room-windows.tsx';
import { SiteFacts } from './site-facts.tsx';
import { SiteForm } from './site-form.tsx';
import { siteWords } from './words.ts';
import './sites.css';

/** One site: its legal switch, its rooms, its settings. */
export function SitesScreen({ site }: { site: SiteView }) {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const me = useMe();
  const { message } = App.useApp();
  const [, setSite] = useFilter('site');
  const readOnly = !mayManage(me);
  return (
    <>
      <div className="ad-title">
        <h1>{site.name}</h1>
        {mayAddSites(me) && <AddSite onAdded={setSite} />}
      </div>
      <ReadOnlyNote />
      <LiveSwitch site={site} readOnly={readOnly} />
      <Rooms site={site} readOnly={readOnly} />
      {may(me, 'tasks:read') && <DailyChecks site={site} readOnly={!may(me, 'tasks:write')} />}
      <ClosedDays site={site} readOnly={readOnly} />
      {may(me, 'incidents:review') && <IncidentClocks site={site} />}
      <section className="card ad-section" aria-labelledby="site-title">
        <h2 id="site-title">{say('site')}</h2>
        {readOnly ? (
          <SiteFacts site={site} />
        ) : (
          <SiteForm
            site={site}
            onSaved={(_, n) => void message.success(n > 0 ? say('savedEnded', { n }) : common('saved'))}
          />
        )}
      </section>
    </>
  );
}

function Rooms({ site, readOnly }: { site: SiteView; readOnly: boolean }) {
  const say = useWords(siteWords);
  const classrooms = useClassrooms(site.siteId);
  const [openId, setOpenId] = useFilter('room', { step: true });
  const [adding, setAdding] = useState(false);
  const rowClass = useNamedRow('room', classrooms.isSuccess);
  const open = classrooms.data?.find(({ classroomId }) => classroomId === openId);
  return (
    <section className="card ad-section" aria-labelledby="rooms-title">
      <div className="ad-title">
        <h2 id="rooms-title">{say('rooms')}</h2>
        <span className="row-space" />
        {!readOnly && <Button onClick={() => setAdding(true)}>{say('addRoom')}</Button>}
      </div>
      <ReadState of={classrooms}>
        <Table
          rowKey="classroomId"
          rowClassName={({ classroomId }) => rowClass(classroomId)}
          size="small"
          pagination={false}
          dataSource={classrooms.data ?? []}
          columns={useColumns(readOnly ? null : setOpenId)}
          locale={{ emptyText: <Empty icon="building">{say('noRooms')}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
      </ReadState>
      {open && !readOnly && <RoomDrawer site={site} room={open} onClose={() => setOpenId('')} />}
      {adding && <RoomDrawer site={site} room={null} onClose={() => setAdding(false)} />}
    </section>
  );
}

function useColumns(onEdit: ((classroomId: string) => void) | null): TableColumnsType<ClassroomView> {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const columns: TableColumnsType<ClassroomView> = [
    {
      title: say('room'),
      render: (_, room) => (
        <span className="row">
          <b>{room.name}</b>
          {room.consentGaps.length > 0 && (
            <Pill tone={room.consentGaps.some(({ blocksNow }) => blocksNow) ? 'offline' : 'stalled'} icon="shield">
              {say('gapsShort', { n: room.consentGaps.length })}
            </Pill>
          )}
        </span>
      ),
    },
    { title: say('kind'), render: (_, room) => say(`kind_${room.kind}`) },
    {
      title: say('presentOf'),
      align: 'right',
      render: (_, room) => `${room.childrenPresent} / ${room.childrenEnrolled}`,
    },
    { title: say('capacity'), dataIndex: 'capacity', align: 'right' },
    { title: say('ratio'), align: 'right', render: (_, room) => say('ratioShort', { n: room.ratio }) },
    {
      title: say('windows'),
      render: (_, room) => <RoomWindows windows={room.windows} />,
    },
    { title: say('roomStaff'), render: (_, room) => room.staff.map(({ name }) => name).join('、') || common('none') },
  ];
  if (onEdit) {
    columns.push({
      title: common('edit'),
      align: 'right',
      render: (_, room) => (
        <Button size="small" onClick={() => onEdit(room.classroomId)}>
          {common('edit')}
        </Button>
      ),
    });
  }
  return columns;
}
