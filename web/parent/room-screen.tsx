import { Link, useParams, useSearchParams } from 'react-router';
import type { CameraTile, ParentHome } from '#contract/live.ts';
import { CameraStrip } from '../features/cameras/camera-strip.tsx';
import { tileState } from '../features/cameras/tile-state.ts';
import { Empty } from '../shared/ui/empty.tsx';
import { Failed } from '../shared/ui/failed.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { Loading } from '../shared/ui/loading.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { usePageTitle } from './page-title.ts';
import { RoomPicture } from './room-picture.tsx';
import { RoomRail } from './room-rail.tsx';
import { useHome } from './use-home.ts';
import { callName } from './verdict.ts';
import { parentWords } from './words.ts';
import './room.css';

/** /p/rooms/:classroomId?cam= : one picture large, the room's other cameras below it, and beside it why it may be watched. */
export default function RoomScreen() {
  const home = useHome();
  const { classroomId } = useParams();
  if (home.data) return <Room home={home.data} classroomId={classroomId ?? ''} />;
  return (
    <main className="page">
      {home.error ? <Failed error={home.error} onAgain={() => void home.refetch()} /> : <Loading />}
    </main>
  );
}

function Room({ home, classroomId }: { home: ParentHome; classroomId: string }) {
  const [search, setSearch] = useSearchParams();
  const now = useNow(15_000);
  const children = home.children.filter((child) => child.tiles.some((tile) => tile.classroomId === classroomId));
  const tiles = camerasOf(children, classroomId);
  const chosen =
    tiles.find(({ cameraId }) => cameraId === search.get('cam')) ??
    tiles.find((tile) => tileState(tile).kind === 'open') ??
    tiles[0];
  const child = children[0];
  usePageTitle(chosen?.name ?? '');
  if (!chosen || !child) return <NoRoom />;
  const choose = (tile: CameraTile | undefined) => tile && setSearch({ cam: tile.cameraId }, { replace: true });
  return (
    <main className="room">
      <div className="room-stage">
        <Head tile={chosen} children={children} />
        <RoomPicture
          key={chosen.cameraId}
          tile={chosen}
          watermark={home.watermark}
          timeZone={child.timeZone}
          now={now}
          onDigit={(n) => choose(tiles[n - 1])}
        />
        <OtherCameras tiles={tiles} chosen={chosen} timeZone={child.timeZone} now={now} onChoose={choose} />
      </div>
      <RoomRail home={home} child={child} tiles={tiles} chosen={chosen} now={now} />
    </main>
  );
}

/** Two children of one family may be in the same room: its cameras are listed once. */
function camerasOf(children: ParentHome['children'], classroomId: string): CameraTile[] {
  const all = children.flatMap((child) => child.tiles).filter((tile) => tile.classroomId === classroomId);
  return [...new Map(all.map((tile) => [tile.cameraId, tile])).values()];
}

function Head({ tile, children }: { tile: CameraTile; children: ParentHome['children'] }) {
  const say = useWords(parentWords);
  const here = children.filter(
    ({ attendance, classroom }) => attendance.state === 'present' && classroom?.classroomId === tile.classroomId,
  );
  return (
    <div className="room-head">
      <Link className="room-back" to="/p">
        <Icon name="back" size={18} />
        {say('back')}
      </Link>
      <h1>{tile.name}</h1>
      {here.length > 0 && <span className="dim">{say('isHere', { child: here.map(callName).join('、') })}</span>}
      <span className="row-space" />
      {tile.view.allowed && <span className="small dim">{say('seen')}</span>}
    </div>
  );
}

type OtherCamerasProps = {
  tiles: CameraTile[];
  chosen: CameraTile;
  timeZone: string;
  now: Date;
  onChoose: (tile: CameraTile) => void;
};

function OtherCameras(props: OtherCamerasProps) {
  const say = useWords(parentWords);
  if (props.tiles.length < 2) return null;
  return (
    <section className="room-cameras" aria-label={say('otherCameras')}>
      <CameraStrip {...props} />
    </section>
  );
}

function NoRoom() {
  const say = useWords(parentWords);
  return (
    <main className="page">
      <Empty icon="camera">
        <p>{say('noRoom')}</p>
        <Link to="/p">{say('back')}</Link>
      </Empty>
    </main>
  );
}
