import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { CameraView } from '#contract/cameras.ts';
import type { SiteView } from '#contract/people.ts';
import { useCameras } from '../../features/cameras/use-cameras.ts';
import { useMe } from '../../shared/session.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { mayManage } from '../may-open.ts';
import { ReadOnlyNote } from '../read-only-note.tsx';
import { ReadState } from '../read-state.tsx';
import { useNamedRow } from '../use-named-row.ts';
import { useViewsSplit } from '../use-views-split.ts';
import { AddCameraDrawer } from './add-camera-drawer.tsx';
import { CameraActions } from './camera-actions.tsx';
import { CameraState } from './camera-state.tsx';
import { findWords } from './find-words.ts';
import { LastLook } from './last-look.tsx';
import { RegisterButton } from './register-button.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { cameraWords } from './words.ts';

/** The cameras of one site: what is wrong stands above what is well. */
export function CamerasScreen({ site }: { site: SiteView }) {
  const say = useWords(cameraWords);
  const me = useMe();
  const cameras = useCameras(site.siteId);
  const [adding, setAdding] = useState(false);
  const manages = mayManage(me);
  const rowClass = useNamedRow('camera', cameras.isSuccess);
  return (
    <>
      <div className="ad-title">
        <h1>{say('title')}</h1>
        <RegisterButton site={site} />
        {manages && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('add')}
          </Button>
        )}
      </div>
      <ReadOnlyNote />
      <ReadState of={cameras}>
        <Table
          rowKey="cameraId"
          rowClassName={({ cameraId }) => rowClass(cameraId)}
          size="small"
          pagination={false}
          dataSource={[...(cameras.data ?? [])].sort(worstFirst)}
          columns={useColumns(site, manages)}
          locale={{ emptyText: <Empty icon="camera">{say('empty')}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
      </ReadState>
      {adding && <AddCameraDrawer site={site} onClose={() => setAdding(false)} />}
    </>
  );
}

const GRAVITY: Record<CameraView['phase'], number> = { offline: 0, stalled: 1, connecting: 2, live: 3 };
const gravity = (camera: CameraView): number => (camera.isEnabled ? GRAVITY[camera.phase] : 4);

/** Gravest first, then oldest; the well ones by room. */
function worstFirst(a: CameraView, b: CameraView): number {
  const grave = gravity(a) - gravity(b);
  if (grave !== 0) return grave;
  if (gravity(a) < gravity({ ...a, phase: 'live' })) return a.phaseSince.localeCompare(b.phaseSince);
  return a.classroomName.localeCompare(b.classroomName, 'zh') || a.name.localeCompare(b.name, 'zh');
}

function useColumns(site: SiteView, manages: boolean): TableColumnsType<CameraView> {
  const say = useWords(cameraWords);
  const find = useWords(findWords);
  const viewsSplit = useViewsSplit();
  const columns: TableColumnsType<CameraView> = [
    {
      title: say('camera'),
      render: (_, camera) => (
        <>
          <b>{camera.name}</b>
          {!camera.hasSubStream && <small className="dim ad-under">{say('noSub')}</small>}
        </>
      ),
    },
    { title: say('room'), dataIndex: 'classroomName' },
    { title: say('register'), render: (_, camera) => <Registered camera={camera} /> },
    { title: say('state'), render: (_, camera) => <CameraState camera={camera} timeZone={site.timeZone} /> },
    {
      title: find('lastLook'),
      render: (_, camera) => <LastLook camera={camera} timeZone={site.timeZone} manages={manages} />,
    },
    { title: say('viewsNow'), align: 'right', render: (_, camera) => viewsSplit(camera) },
  ];
  if (manages) {
    columns.push({
      title: say('actions'),
      align: 'right',
      render: (_, camera) => <CameraActions camera={camera} site={site} />,
    });
  }
  return columns;
}

/** A camera without a sign is not lawful yet: that is said where it stands. */
function Registered({ camera }: { camera: CameraView }) {
  const say = useWords(cameraWords);
  const { areaKind, signage, coverage } = camera;
  return (
    <div className="ad-register">
      {say(`area_${areaKind}`)}
      {coverage !== '' && <small className="dim ad-under">{say('coverageSays', { coverage })}</small>}
      {signage === '' ? (
        <Pill tone="stalled">{say('noSign')}</Pill>
      ) : (
        <small className="dim ad-under">{say('signSays', { signage })}</small>
      )}
    </div>
  );
}
