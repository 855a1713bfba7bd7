import type { ReactNode } from 'react';
import type { RoomChild } from '#contract/attendance.ts';
import { type Said, saidWords } from '../features/attendance/notice-records.ts';
import { elsewhere } from '../features/attendance/tap.ts';
import { callName } from '../shared/call-name.ts';
import { serverNow } from '../shared/server-clock.ts';
import { clock, isSameDay } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { ChildCard } from './child-card.tsx';
import { pickupPeople } from './pickup-person.ts';
import { noticeWords } from './notice-words.ts';
import { Sheet } from './sheet.tsx';
import type { ChildSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';
import './child-sheet.css';

const REASONS = ['sick', 'family', 'other'] as const;

/** The family called: what they say of today by one tap, as their own notice stands. */
export function NoticeSheet(props: ChildSheetProps) {
  const { room, child, attendance, asActor, onClose, offerUndo } = props;
  const say = useWords(noticeWords);
  const sayRoom = useWords(caregiverWords);
  const language = useLanguage();
  const write = (said: Said) => {
    onClose();
    asActor(() => {
      const written = attendance.writeDown(child, said, room.timeZone);
      if (!written) return;
      offerUndo(saidWords(language, callName(child), said, room.timeZone), written.undoing);
    });
  };
  const times = timesFor(child, serverNow(), room.timeZone);
  const hasCome = child.state === 'present' || child.state === 'left' || elsewhere(child, room) !== null;
  return (
    <Sheet
      title={say('title', { name: callName(child) })}
      back={sayRoom('back', { room: room.name })}
      onClose={onClose}
      whole
    >
      <div className="tb-hand">
        <ChildCard room={room} child={child} />
        <div>
          <p className="tb-lead">{say('lead')}</p>
          {!hasCome && (
            <Choices title={say('absent')}>
              {REASONS.map((reason) => (
                <button key={reason} type="button" onClick={() => write({ kind: 'absence', reason })}>
                  {say(`reason_${reason}`)}
                </button>
              ))}
            </Choices>
          )}
          {times.length > 0 && (
            <Choices title={say('late')}>
              {times.map((untilAt) => (
                <button key={untilAt} type="button" onClick={() => write({ kind: 'late_pickup', untilAt })}>
                  {say('until', { time: clock(untilAt, room.timeZone) })}
                </button>
              ))}
            </Choices>
          )}
          <Fetchers child={child} onSaid={write} />
        </div>
      </div>
    </Sheet>
  );
}

function Fetchers({ child, onSaid }: { child: RoomChild; onSaid: (said: Said) => void }) {
  const say = useWords(noticeWords);
  return (
    <Choices title={say('fetched')}>
      {pickupPeople(child)
        .filter(({ right }) => right === 'may' || right === 'needs-code')
        .map(({ key, relation, name, withUserId, withPickupId }) => (
          <button
            key={key}
            type="button"
            onClick={() => onSaid({ kind: 'pick_up', who: `${relation} ${name}`, withUserId, withPickupId })}
          >
            {`${relation} ${name}`}
          </button>
        ))}
    </Choices>
  );
}

function Choices({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h2 className="tb-step">{title}</h2>
      <div className="tb-choices" role="group" aria-label={title}>
        {children}
      </div>
    </>
  );
}

const QUARTER_MS = 15 * 60_000;
const TIMES = 4;

/**
 * The next quarters of an hour today after the child's own time, or after now where that is over. None for a child that is
 * due at no particular time, or has left: nobody can be late for it.
 */
function timesFor({ session, state }: RoomChild, now: Date, timeZone: string): string[] {
  if (session === null || state === 'left') return [];
  const from = Math.max(now.getTime(), new Date(session.to).getTime());
  const first = Math.floor(from / QUARTER_MS) * QUARTER_MS + QUARTER_MS;
  const times = Array.from({ length: TIMES }, (_, n) => new Date(first + n * QUARTER_MS).toISOString());
  return times.filter((at) => isSameDay(at, now, timeZone));
}
