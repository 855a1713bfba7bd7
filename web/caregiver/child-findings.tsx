import type { RoomChild } from '#contract/attendance.ts';
import type { HealthCase, RoomHealth } from '#contract/health.ts';
import { useShownHealth } from '../features/health/use-room-health.ts';
import { healthWords } from '../features/health/words.ts';
import { serverNow } from '../shared/server-clock.ts';
import { clockAndDay } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { foundWords } from '../shared/words/health.ts';
import { useLanguage } from '../shared/words/language.ts';
import { familyAnswer } from './family-answer.ts';
import { sheetHealthWords } from './health-sheet-words.ts';
import type { RoomSheetProps } from './sheet-props.ts';

type Finding = Pick<HealthCase, 'checkId' | 'period' | 'temperature' | 'signs' | 'at'> & {
  /** Null until the server has heard of it. */
  known: HealthCase | null;
};

/** What was found at a child today, or before and is not closed; the oldest first. */
export function findingsOf(health: RoomHealth | undefined, { childId }: Pick<RoomChild, 'childId'>): Finding[] {
  if (!health) return [];
  const cases = health.cases.filter((each) => each.childId === childId && each.state !== 'corrected');
  const checks = health.children.find((each) => each.childId === childId)?.checks ?? [];
  const untold = checks.filter(({ checkId, isAbnormal }) => isAbnormal && !cases.some((of) => of.checkId === checkId));
  const all = [...cases.map((known) => ({ ...known, known })), ...untold.map((check) => ({ ...check, known: null }))];
  return all.sort((a, b) => a.at.localeCompare(b.at));
}

type ChildFindingsProps = Pick<RoomSheetProps, 'room' | 'classroomId' | 'outbox'> & { child: RoomChild };

/** Lines of a child's card: 晨检 37.8 ℃ · 07:00 · 妈妈已知道. */
export function ChildFindings({ room, classroomId, outbox, child }: ChildFindingsProps) {
  const say = useWords(sheetHealthWords);
  const sayState = useWords(healthWords);
  const language = useLanguage();
  const { health } = useShownHealth(classroomId, outbox);
  return findingsOf(health, child).map((found) => {
    const { checkId, period, at, known } = found;
    const answer = known && familyAnswer(known, child.guardians, { say, note: false });
    const more = [
      clockAndDay(at, language, room.timeZone, serverNow()),
      ...(known ? [known.state === 'answered' && answer ? answer : sayState(known.state)] : []),
    ];
    return (
      <li key={checkId} className="tb-child-found">
        <Icon name="thermometer" size={20} />
        <span>
          <b>{`${say(`title_${period}`)} ${foundWords(found, language)}`}</b>
          {more.join(' · ')}
        </span>
      </li>
    );
  });
}
