import { useEffect, useRef } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { CameraTile, ParentHome } from '#contract/live.ts';
import { CameraStrip } from '../features/cameras/camera-strip.tsx';
import { tileState } from '../features/cameras/tile-state.ts';
import type { LiveState } from '../features/live/live-state.ts';
import { useLiveView } from '../features/live/use-live-view.ts';
import { Empty } from '../shared/ui/empty.tsx';
import { Failed } from '../shared/ui/failed.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { Loading } from '../shared/ui/loading.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { usePageTitle } from './page-title.ts';
import { RoomPicture } from './room-picture.tsx';
import { RoomRail } from './room-rail.tsx';
import { useHome } from './use-home.ts';
import { callName } from '../shared/call-name.ts';
import { watchedTile } from './watched-tile.ts';
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
  return <OpenRoom {...{ home, children, child, tiles, chosen, now }} onChoose={choose} />;
}

type OpenRoomProps = {
  home: ParentHome;
  children: ParentHome['children'];
  child: ParentHome['children'][number];
  tiles: CameraTile[];
  chosen: CameraTile;
  now: Date;
  onChoose: (tile: CameraTile | undefined) => void;
};

/** The view of the chosen camera is held here, so that all that is said around the picture is said by its own state. */
function OpenRoom({ home, children, child, tiles, chosen, now, onChoose }: OpenRoomProps) {
  const live = useLiveView(chosen.cameraId);
  const watched = watchedTile(chosen, live.state, now);
  const shown = tiles.map((tile) => (tile === chosen ? watched : tile));
  const stage = useRef<HTMLDivElement>(null);
  // Whoever comes here came for the picture: its keys act at once. Another camera, chosen here, takes no focus away.
  useEffect(() => stage.current?.querySelector<HTMLElement>('.live')?.focus({ preventScroll: true }), []);
  return (
    <main className="room">
      <div ref={stage} className="room-stage">
        <Head tile={watched} children={children} phase={live.state.phase} />
        <RoomPicture
          key={chosen.cameraId}
          tile={watched}
          live={live}
          watermark={home.watermark}
          timeZone={child.timeZone}
          now={now}
          childId={child.childId}
          onDigit={(n) => onChoose(tiles[n - 1])}
        />
        <OtherCameras
          tiles={shown}
          chosen={watched}
          isWatching={isShown(live.state.phase)}
          timeZone={child.timeZone}
          now={now}
          onChoose={onChoose}
        />
      </div>
      <RoomRail home={home} child={child} tiles={shown} chosen={watched} now={now} />
    </main>
  );
}

const isShown = (phase: LiveState['phase']): boolean => phase === 'playing' || phase === 'stalled';

/** Two children of one family may be in the same room: its cameras are listed once. */
function camerasOf(children: ParentHome['children'], classroomId: string): CameraTile[] {
  const all = children.flatMap((child) => child.tiles).filter((tile) => tile.classroomId === classroomId);
  return [...new Map(all.map((tile) => [tile.cameraId, tile])).values()];
}

type HeadProps = { tile: CameraTile; children: ParentHome['children']; phase: LiveState['phase'] };

function Head({ tile, children, phase }: HeadProps) {
  const say = useWords(parentWords);
  const language = useLanguage();
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
      {here.length > 0 && (
        <span className="dim">
          {say('isHere', { child: here.map(callName).join(language === 'zh' ? '、' : ', ') })}
        </span>
      )}
      <span className="row-space" />
      {isShown(phase) && <span className="small dim">{say('seen')}</span>}
    </div>
  );
}

type OtherCamerasProps = {
  tiles: CameraTile[];
  chosen: CameraTile;
  isWatching: boolean;
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
