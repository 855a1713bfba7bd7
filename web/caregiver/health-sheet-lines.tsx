import type { ChildId } from '#contract/ids.ts';
import { useRoomHealth } from '../features/health/use-room-health.ts';
import { healthWords } from '../features/health/words.ts';
import { calledAmong } from '../shared/call-name.ts';
import { clock, minutesBetween } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { foundWords } from '../shared/words/health.ts';
import { useLanguage } from '../shared/words/language.ts';
import { familyAnswer } from './family-answer.ts';
import { sheetHealthWords } from './health-sheet-words.ts';
import type { RoomSheetProps } from './sheet-props.ts';

/** Lines of 要做的事: children at whom something was found, until it is closed. Nothing when there is none. */
export function HealthSheetLines({ room, classroomId, outbox, open, asActor }: RoomSheetProps) {
  const say = useWords(sheetHealthWords);
  const sayState = useWords(healthWords);
  const language = useLanguage();
  const now = useNow(15_000);
  const { health } = useRoomHealth(classroomId, outbox);
  const cases = health?.cases.filter(({ state }) => state === 'waiting' || state === 'answered') ?? [];
  const guardiansOf = (id: ChildId) => room.children.find(({ childId }) => childId === id)?.guardians ?? [];
  return cases.map((each) => {
    const isOverdue = each.state === 'waiting' && now >= new Date(each.dueAt);
    const urgency = isOverdue ? 'overdue' : each.state === 'waiting' ? 'due' : 'soon';
    const detail = {
      soon: () => familyAnswer(each, guardiansOf(each.childId), { say, note: true }) ?? sayState('answered'),
      due: () => sayState('waitingSince', { time: clock(each.at, room.timeZone) }),
      overdue: () => sayState('overdue', { n: minutesBetween(each.at, now) }),
    }[urgency]();
    return (
      <li key={each.checkId}>
        <button type="button" onClick={() => asActor(() => open({ sheet: 'health', childId: each.childId }))}>
          <span className={`tb-todo-mark tb-todo-${urgency}`}>
            <Icon name="thermometer" size={20} />
          </span>
          <span>
            <b>
              {say('cardLine', {
                child: calledAmong(room.children, each.childId, each.childName),
                found: foundWords(each, language),
              })}
            </b>
            <span>{detail}</span>
          </span>
        </button>
      </li>
    );
  });
}
