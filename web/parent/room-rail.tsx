import { Link } from 'react-router';
import type { CameraTile, ParentHome } from '#contract/live.ts';
import { lineOf } from '../features/feed/event-line.ts';
import { useFeed } from '../features/feed/use-feed.ts';
import { feedWords } from '../features/feed/words.ts';
import { clockAndDay, clockOfEnd } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { ChildHeadline } from './child-headline.tsx';
import { callName } from '../shared/call-name.ts';
import { hoursMatter } from './hours-matter.ts';
import { nextLines, type RoomLine } from './room-lines.ts';
import { untilReason } from './until-reason.ts';
import { useIsMine } from './use-is-mine.ts';
import { parentWords } from './words.ts';

type Child = ParentHome['children'][number];
export type RoomRailProps = {
  home: ParentHome;
  child: Child;
  tiles: readonly CameraTile[];
  chosen: CameraTile;
  now: Date;
};

/** Beside the picture: why it may be watched, how long, what happened today and what comes next. */
export function RoomRail({ home, child, tiles, chosen, now }: RoomRailProps) {
  const say = useWords(parentWords);
  return (
    <aside className="room-rail">
      <ChildHeadline child={child} now={now} withDuration />
      <Why home={home} child={child} tile={chosen} />
      {(home.minutes.used > 0 || hoursMatter(chosen)) && <Minutes minutes={home.minutes} />}
      <Today child={child} tiles={tiles} />
      <Lines
        title={say('next')}
        lines={nextLines({ home, child, chosen, now }, tiles, say)}
        timeZone={child.timeZone}
      />
      <p className="tiny dim room-note">
        {say('onlyLive')}
        <Link to="/p/log">{say('whoLooked')}</Link>
      </p>
    </aside>
  );
}

/** The terms that hold, in a parent's words; nothing when the answer is no, since the picture itself says why. */
function Why({ home, child, tile }: { home: ParentHome; child: Child; tile: CameraTile }) {
  const say = useWords(parentWords);
  if (!tile.view.allowed) return null;
  const { until, childId } = tile.view;
  const time = clockOfEnd(until, child.timeZone);
  const why = untilReason(until, child.day, home);
  const who = home.children.find((each) => each.childId === childId);
  const isInRoom = who?.attendance.state === 'present' && who.classroom?.classroomId === tile.classroomId;
  const reasons = isInRoom
    ? [say('whyChild', { child: callName(who), room: tile.classroomName }), say('whyOpen'), say('whyConsents')]
    : [say('whyGrant')];
  return (
    <section className="room-why">
      <h3>{say('why')}</h3>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>
            <Icon name="check" size={15} weight={2.4} />
            {reason}
          </li>
        ))}
      </ul>
      <p className="room-until">
        {why ? say('whyUntilBy', { time, why: say(`until_${why}`) }) : say('whyUntil', { time })}
      </p>
      <p className="tiny dim">{say('whyEnds')}</p>
    </section>
  );
}

function Minutes({ minutes }: { minutes: ParentHome['minutes'] }) {
  const say = useWords(parentWords);
  const used = Math.floor(minutes.used);
  const { limit } = minutes;
  return (
    <section>
      <div className="row">
        <h3>{say('minutes')}</h3>
        <span className="row-space" />
        <b>{limit === null ? say('minutesFree', { used }) : say('minutesOf', { used, limit })}</b>
      </div>
      {limit !== null && (
        <meter
          className="room-meter"
          min={0}
          max={limit}
          value={used}
          aria-label={say('minutesMeter', { used, limit })}
        />
      )}
      <p className="tiny dim">{say('asks')}</p>
    </section>
  );
}

function Today({ child, tiles }: { child: Child; tiles: readonly CameraTile[] }) {
  const say = useWords(parentWords);
  const sayFeed = useWords(feedWords);
  const language = useLanguage();
  const events = useFeed(child.timeZone, useIsMine()).events ?? [];
  const cameras = new Set<string>(tiles.map(({ cameraId }) => cameraId));
  const lines = events
    .filter((event) =>
      'childId' in event
        ? event.childId === child.childId
        : 'cameraId' in event && event.type !== 'camera:state' && cameras.has(event.cameraId),
    )
    .map((event) => lineOf(event, sayFeed, child.timeZone, language))
    .filter((line) => line !== null)
    .reverse()
    .slice(0, 4)
    .map(({ position, at, title, detail }) => ({
      key: String(position),
      at,
      words: [title, detail].filter(Boolean).join(' · '),
    }));
  return <Lines title={say('today')} lines={lines} timeZone={child.timeZone} />;
}

function Lines({ title, lines, timeZone }: { title: string; lines: readonly RoomLine[]; timeZone: string }) {
  const language = useLanguage();
  const now = useNow(60_000);
  if (lines.length === 0) return null;
  return (
    <section className="room-lines">
      <h3>{title}</h3>
      <ul>
        {lines.map(({ key, at, words, isEnd = false }) => (
          <li key={key}>
            <time dateTime={at}>{isEnd ? clockOfEnd(at, timeZone) : clockAndDay(at, language, timeZone, now)}</time>
            <span className="dim">{words}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
