import { minutesBetween, clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { foundWords } from '../shared/words/health.ts';
import { useLanguage } from '../shared/words/language.ts';
import { useRoomHealth } from '../features/health/use-room-health.ts';
import { healthWords } from '../features/health/words.ts';
import { sheetHealthWords } from './health-sheet-words.ts';
import type { RoomSheetProps } from './sheet-props.ts';
import './health-sheet.css';

/** Lines of 要做的事: children at whom something was found, until it is closed. Nothing when there is none. */
export function HealthSheetCard({ room, classroomId, outbox, open, asActor }: RoomSheetProps) {
  const say = useWords(sheetHealthWords);
  const sayState = useWords(healthWords);
  const language = useLanguage();
  const now = useNow(15_000);
  const { health } = useRoomHealth(classroomId, outbox);
  const cases = health?.cases.filter(({ state }) => state === 'waiting' || state === 'answered') ?? [];
  if (cases.length === 0) return null;
  return (
    <section className="card tb-health-card" aria-label={say('card')}>
      <h2>{say('card')}</h2>
      <ul>
        {cases.map((each) => {
          const isOverdue = each.state === 'waiting' && now >= new Date(each.dueAt);
          const state =
            each.state === 'answered'
              ? sayState('answered')
              : isOverdue
                ? sayState('overdue', { n: minutesBetween(each.at, now) })
                : sayState('waitingSince', { time: clock(each.at, room.timeZone) });
          return (
            <li key={each.checkId}>
              <button
                type="button"
                className={isOverdue ? 'tb-health-line tb-health-late' : 'tb-health-line'}
                onClick={() => asActor(() => open({ sheet: 'health', childId: each.childId }))}
              >
                <span className="tb-health-mark">
                  <Icon name="thermometer" size={18} />
                </span>
                <span>
                  <b>{say('cardLine', { child: each.childName, found: foundWords(each, language) })}</b>
                  <small>{state}</small>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
