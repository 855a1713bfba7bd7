import { useState } from 'react';
import type { Room, RoomChild } from '#contract/attendance.ts';
import type { CheckView, HealthCase, HealthPeriod, RoomHealth } from '#contract/health.ts';
import type { ChildId } from '#contract/ids.ts';
import { ALL_WELL } from '../features/health/health-records.ts';
import { useRoomHealth } from '../features/health/use-room-health.ts';
import { callName } from '../shared/call-name.ts';
import { serverNow } from '../shared/server-clock.ts';
import { hourOf } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { periodWord } from '../shared/words/health.ts';
import { useLanguage } from '../shared/words/language.ts';
import { healthDeeds } from './health-sheet-doing.ts';
import { HealthSheetCase } from './health-sheet-case.tsx';
import { HealthSheetChild } from './health-sheet-child.tsx';
import { HealthSheetTiles } from './health-sheet-tiles.tsx';
import { sheetHealthWords } from './health-sheet-words.ts';
import { Sheet } from './sheet.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';
import './health-sheet.css';

/** What is open above the list of children: one child's form, or what was found at one and is followed up. */
type Opened = { form: ChildId; period: HealthPeriod } | { followUp: ChildId } | null;

const openCase = (health: RoomHealth | undefined, childId: ChildId | null): HealthCase | undefined =>
  health?.cases.find((each) => each.childId === childId && (each.state === 'waiting' || each.state === 'answered'));

/** 晨午检: who is here and was not looked at yet, one tap for who is well, and what was found followed up. */
export function HealthSheet(props: RoomSheetProps) {
  const { room, outbox, classroomId, childId } = props;
  const { health } = useRoomHealth(classroomId, outbox);
  const [period, setPeriod] = useState<HealthPeriod>(() => periodNow(room));
  const [opened, setOpened] = useState<Opened>(childId === null ? null : { followUp: childId });
  const back = () => setOpened(null);
  const found = opened && 'followUp' in opened ? openCase(health, opened.followUp) : undefined;
  if (found && opened && 'followUp' in opened)
    return (
      <HealthSheetCase
        {...props}
        found={found}
        onBack={back}
        onMeasure={() => setOpened({ form: found.childId, period: 'again' })}
      />
    );
  const child = opened && 'form' in opened ? room.children.find((each) => each.childId === opened.form) : undefined;
  if (child && opened && 'form' in opened)
    return (
      <HealthSheetChild
        {...props}
        key={opened.form + opened.period}
        child={child}
        period={opened.period}
        standing={checkOf(health, child.childId, opened.period)}
        onBack={back}
      />
    );
  return <Everybody {...props} {...{ health, period, setPeriod, onOpen: setOpened }} />;
}

const periodNow = ({ timeZone }: Room): HealthPeriod => (hourOf(serverNow(), timeZone) < 12 ? 'morning' : 'noon');

export const checkOf = (
  health: RoomHealth | undefined,
  childId: ChildId,
  period: HealthPeriod,
): CheckView | undefined =>
  health?.children.find((each) => each.childId === childId)?.checks.findLast((check) => check.period === period);

type EverybodyProps = RoomSheetProps & {
  health: RoomHealth | undefined;
  period: HealthPeriod;
  setPeriod: (period: HealthPeriod) => void;
  onOpen: (opened: Opened) => void;
};

function Everybody({ health, period, setPeriod, onOpen, ...props }: EverybodyProps) {
  const { room, onClose } = props;
  const say = useWords(sheetHealthWords);
  const sayRoom = useWords(caregiverWords);
  const language = useLanguage();
  const deeds = healthDeeds(props);
  const here = room.children.filter(({ state }) => state === 'present');
  const left = here.filter(({ childId }) => !checkOf(health, childId, period));
  const word = periodWord(period, language);
  const well = (children: readonly RoomChild[], words: string) => deeds.look(children, period, ALL_WELL, words);
  const othersWell = () => {
    onClose();
    well(left, say('undoWell', { n: left.length, period: word }));
  };
  const footer = (
    <button type="button" className="tb-button tb-go" disabled={left.length === 0} onClick={othersWell}>
      <Icon name="check" size={26} />
      {left.length === 0 && here.length > 0 ? say('allDone') : say('othersWell', { n: left.length })}
    </button>
  );
  return (
    <Sheet
      title={say(`title_${period}`)}
      back={sayRoom('back', { room: room.name })}
      onClose={onClose}
      footer={footer}
      whole
    >
      <div className="tb-health-head">
        <p className="tb-lead">{say(here.length === 0 ? 'nobody' : 'lead')}</p>
        <div className="tb-choices tb-choices-small" role="group" aria-label={word}>
          {(['morning', 'noon'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={each === period} onClick={() => setPeriod(each)}>
              {say(`title_${each}`)}
            </button>
          ))}
        </div>
      </div>
      <HealthSheetTiles
        here={here}
        checkFor={(childId) => checkOf(health, childId, period)}
        caseFor={(childId) => openCase(health, childId)}
        onWell={(child) => well([child], say('undoOne', { name: callName(child), period: word }))}
        onOpen={(childId) => onOpen({ form: childId, period })}
        onFollowUp={(childId) => onOpen({ followUp: childId })}
      />
    </Sheet>
  );
}
