import { Button } from 'antd';
import type { ChildDayView, RecordedLine } from '#contract/day-board.ts';
import { clockOfDay } from '../../shared/site-time.ts';
import { clock, clockWithSeconds, dayAndClock, duration, isSameDay } from '../../shared/time.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { type Say, useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { attendanceWords } from './words.ts';

/** Two clocks that differ by less say the same. */
const WORTH_SAYING_MS = 2 * 60_000;

type Props = { line: RecordedLine; view: ChildDayView; onCorrect: (() => void) | null };

/** One record: what it says, who said it, and what became of it. What counts no more is struck out and says why. */
export function RecordLine({ line, view, onCorrect }: Props) {
  const say = useWords(attendanceWords);
  const { timeZone, rooms } = view;
  const room = rooms.find(({ classroomId }) => classroomId === line.classroomId)?.name;
  const isGone = line.state !== 'standing';
  const isCorrectable = !isGone && line.kind !== 'undone';
  return (
    <li className={isGone ? 'at-gone' : line.isConflict ? 'at-conflict' : ''}>
      <p className="row">
        <time dateTime={line.at} title={clockWithSeconds(line.at, timeZone)}>
          {clockOfDay(line.at, view.day, timeZone)}
        </time>
        <b>{say(line.kind === 'undone' && line.isCorrection ? 'kind_away' : `kind_${line.kind}`)}</b>
        {line.kind !== 'undone' && <span>{room}</span>}
        <States line={line} />
        <span className="row-space" />
        {isCorrectable && onCorrect && (
          <Button size="small" onClick={onCorrect}>
            {say('correct')}
          </Button>
        )}
      </p>
      {line.isCorrection ? <Corrected line={line} view={view} /> : <Under line={line} timeZone={timeZone} />}
    </li>
  );
}

function States({ line: { isConflict, state, isToldLate } }: { line: RecordedLine }) {
  const say = useWords(attendanceWords);
  return (
    <>
      {isConflict && (
        <Pill tone="offline" icon="alarm">
          {say('line_conflict')}
        </Pill>
      )}
      {state !== 'standing' && (
        <Pill tone="refused" icon="undo">
          {say(state === 'undone' ? 'line_undone' : 'line_corrected')}
        </Pill>
      )}
      {isToldLate && (
        <Pill tone="stalled" icon="hourglass">
          {say('line_late')}
        </Pill>
      )}
    </>
  );
}

function Under({ line, timeZone }: { line: RecordedLine; timeZone: string }) {
  const say = useWords(attendanceWords);
  const language = useLanguage();
  const { by, device, at, recordedAt } = line;
  const received = isSameDay(at, recordedAt, timeZone)
    ? clockWithSeconds(recordedAt, timeZone)
    : dayAndClock(recordedAt, language, timeZone);
  const apartMs = Date.parse(recordedAt) - Date.parse(at);
  const n = duration(Math.round(Math.abs(apartMs) / 60_000), language);
  const isApart = Math.abs(apartMs) > WORTH_SAYING_MS;
  return (
    <p className="at-under">
      {[
        whomOf(line, say),
        by === null ? null : say('recordedBy', { by }),
        device === null ? null : say('onTablet', { device }),
        say('recordedAt', { time: received }),
      ]
        .filter((text) => text !== null)
        .join(' · ')}
      {isApart && <span className="at-apart"> {say(apartMs > 0 ? 'sentLater' : 'clockAhead', { n })}</span>}
    </p>
  );
}

type AttendanceSay = Say<(typeof attendanceWords)['keys'][number]>;

const whomOf = ({ withName, kind }: RecordedLine, say: AttendanceSay): string | null =>
  withName === null ? null : say(kind === 'checked_in' ? 'broughtBy' : 'with', { name: withName });

/** 原记 08:20 入园，原因：点晚了，白音 09:10 更正. */
function Corrected({ line, view: { lines, timeZone } }: { line: RecordedLine; view: ChildDayView }) {
  const say = useWords(attendanceWords);
  const language = useLanguage();
  const was = lines.find(({ eventId }) => eventId === line.undoesId);
  const { by, device, reason, at, recordedAt } = line;
  const time = isSameDay(at, recordedAt, timeZone)
    ? clock(recordedAt, timeZone)
    : dayAndClock(recordedAt, language, timeZone);
  return (
    <p className="at-under at-reason">
      {[
        was ? say('was', { time: clock(was.at, timeZone), what: say(`kind_${was.kind}`) }) : say('wasNothing'),
        whomOf(line, say),
        reason === null ? null : say('because', { reason }),
        by === null ? say('correctedAt', { time }) : say('correctedBy', { by, time }),
        device === null ? null : say('onTablet', { device }),
      ]
        .filter((text) => text !== null)
        .join(say('comma'))}
    </p>
  );
}
