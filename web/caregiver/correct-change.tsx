import type { Room } from '#contract/attendance.ts';
import { clock, isSameDay } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { childWords } from './child-words.ts';
import type { Draft } from './correct-draft.ts';

const STEPS_MIN = [-30, -5, -1, 1, 5, 30] as const;

type CorrectChangeProps = { room: Room; draft: Draft; now: Date; onDraft: (draft: Draft) => void };

/** What really was: another time by big steps, another room, or nothing at all. No typing. */
export function CorrectChange({ room, draft, now, onDraft }: CorrectChangeProps) {
  const say = useWords(childWords);
  const { at, happened, line, kind } = draft;
  const isPossible = (time: Date): boolean => time <= now && isSameDay(time, line?.at ?? now, room.timeZone);
  const moved = (minutes: number): Date => new Date(at.getTime() + minutes * 60_000);
  return (
    <>
      <h2 className="tb-step">{say('newTime')}</h2>
      <div className="tb-steps">
        {STEPS_MIN.map((minutes) => (
          <button
            key={minutes}
            type="button"
            disabled={!happened || !isPossible(moved(minutes))}
            style={{ order: minutes < 0 ? 0 : 2 }}
            aria-label={say(minutes < 0 ? 'earlier' : 'later', { n: Math.abs(minutes) })}
            onClick={() => onDraft({ ...draft, at: moved(minutes) })}
          >
            {minutes < 0 ? `−${-minutes}` : `+${minutes}`}
          </button>
        ))}
        <output className={happened ? '' : 'tb-struck'}>{clock(at, room.timeZone)}</output>
      </div>
      {kind === 'transferred' && (
        <div className="tb-choices tb-choices-small" role="group" aria-label={say('whichRoom')}>
          {[room, ...room.otherRooms].map(({ classroomId, name }) => (
            <button
              key={classroomId}
              type="button"
              aria-pressed={classroomId === draft.room}
              onClick={() => onDraft({ ...draft, room: classroomId })}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      {line && (
        <div className="tb-choices tb-choices-small">
          <button type="button" aria-pressed={!happened} onClick={() => onDraft({ ...draft, happened: !happened })}>
            {say('didNotHappen')}
          </button>
        </div>
      )}
    </>
  );
}
