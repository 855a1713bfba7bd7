import { Link } from 'react-router';
import type { CameraTile as Tile, ParentHome } from '#contract/live.ts';
import { CameraTile } from '../features/cameras/camera-tile.tsx';
import { tileState } from '../features/cameras/tile-state.ts';
import { Empty } from '../shared/ui/empty.tsx';
import { useWords } from '../shared/words/book.ts';
import { ChildHeadline } from './child-headline.tsx';
import { Unsigned } from './unsigned.tsx';
import { consentOf } from './consent-address.ts';
import { DayBar } from './day-bar.tsx';
import { hoursMatter } from './hours-matter.ts';
import { beginRoom } from './room-ahead.ts';
import { roomAddress } from './room-address.ts';
import { parentWords } from './words.ts';

type Child = ParentHome['children'][number];
export type ChildSectionProps = { child: Child; minutes: ParentHome['minutes']; now: Date };

/** One child: how they are, the cameras of their room with what can be watched first, and today's hours. */
export function ChildSection({ child, minutes, now }: ChildSectionProps) {
  const say = useWords(parentWords);
  const isOpen = (tile: Tile) => tileState(tile).kind === 'open';
  const open = child.tiles.filter(isOpen);
  const shut = child.tiles.filter((tile) => !isOpen(tile));
  const left =
    minutes.limit === null
      ? undefined
      : say('minutesLeft', { n: Math.max(0, Math.floor(minutes.limit - minutes.used)) });
  const show = (tile: Tile, large: boolean) => (
    <CameraTile
      key={tile.cameraId}
      tile={tile}
      to={roomAddress(tile.classroomId, tile.cameraId)}
      timeZone={child.timeZone}
      now={now}
      large={large}
      onOpen={() => beginRoom(tile.cameraId)}
      {...(large && left !== undefined && { note: left })}
    />
  );
  const besideTiles = shut.length === 0 || (open.length === 0 && shut.length === 1);
  const dayBar = child.day.hours.length > 0 && child.tiles.some(hoursMatter) && (
    <DayBar day={child.day} minutes={minutes} timeZone={child.timeZone} now={now} />
  );
  return (
    <section aria-label={child.name}>
      <ChildHeadline child={child} now={now} />
      {child.unsigned.length > 0 ? <Unsigned child={child} /> : <ConsentOffer child={child} />}
      {child.tiles.length === 0 && child.classroom && <Empty icon="camera">{say('noCameras')}</Empty>}
      <div className={`tiles ${arrangement(open.length, shut.length, dayBar !== false)}`}>
        {open.length > 0 && <div className="tiles-open">{open.map((tile) => show(tile, true))}</div>}
        {shut.length > 0 && <div className="tiles-shut">{shut.map((tile) => show(tile, false))}</div>}
        {besideTiles && dayBar}
      </div>
      {!besideTiles && dayBar}
    </section>
  );
}

/** The one paper that keeps this child's cameras shut, and where it is dealt with. */
function ConsentOffer({ child }: { child: Child }) {
  const say = useWords(parentWords);
  const [offer] = child.tiles.flatMap(({ view }) =>
    view.allowed ? [] : (consentOf(child.childId, view.refusal.code) ?? []),
  );
  if (offer === undefined) return null;
  return (
    <p className="child-offer">
      <Link className="button button-primary" to={offer}>
        {say('consentOffer')}
      </Link>
    </p>
  );
}

/** What can be watched is large; a lone shut tile leaves the room beside it to the day. */
function arrangement(open: number, shut: number, withDay: boolean): string {
  if (open > 0) return 'tiles-mixed';
  return shut === 1 && withDay ? 'tiles-lone' : '';
}
