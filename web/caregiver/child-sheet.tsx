import { useState } from 'react';
import { elsewhere } from '../features/attendance/tap.ts';
import { callName } from '../shared/call-name.ts';
import { clock } from '../shared/time.ts';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { Bringers } from './bringers.tsx';
import { ChildCard } from './child-card.tsx';
import { ChildFindings } from './child-findings.tsx';
import { ChildConflicts, ChildLines } from './child-lines.tsx';
import { childWords } from './child-words.ts';
import { flagWords } from './flag-words.ts';
import { KindGrid } from './kind-grid.tsx';
import { Sheet } from './sheet.tsx';
import type { ChildSheetProps } from './sheet-props.ts';
import { useFlag } from './use-flag.ts';
import { caregiverWords } from './words.ts';
import './child-sheet.css';

/** Everything about one child today: what was recorded, what happened if anything did, and at the lower edge what can be done. */
export function ChildSheet(props: ChildSheetProps) {
  const { room, child, onClose } = props;
  const say = useWords(caregiverWords);
  const [isBack, setBack] = useState(false);
  const hasLeft = child.state === 'left' && elsewhere(child, room) === null;
  const isHere = child.state === 'present';
  const isToCome = hasLeft ? isBack : child.state !== 'present' && elsewhere(child, room) === null;
  return (
    <Sheet
      title={callName(child)}
      back={say('back', { room: room.name })}
      onClose={onClose}
      footer={<Deeds {...props} offersBack={hasLeft && !isBack} onBack={() => setBack(true)} />}
      whole
    >
      <div className="tb-hand">
        <div className="tb-child-side">
          <ChildCard room={room} child={child}>
            <ChildFindings {...props} />
          </ChildCard>
          {isHere && <ChildLines {...props} />}
        </div>
        <section className="tb-child-day">
          <ChildConflicts {...props} />
          {hasLeft && isBack && <SureBack {...props} />}
          {isToCome && <Bringers {...props} />}
          {isHere ? <WhatHappened {...props} /> : <ChildLines {...props} />}
        </section>
      </div>
    </Sheet>
  );
}

/** The second tap: what happened to the child that the first one chose. */
function WhatHappened(props: ChildSheetProps) {
  const { child, open } = props;
  const say = useWords(flagWords);
  const flag = useFlag(props);
  return (
    <section className="tb-what">
      <header>
        <h2>{say('whatHappened', { name: callName(child) })}</h2>
        <p>{say('atOnce')}</p>
        <button type="button" className="tb-button" onClick={() => open({ sheet: 'flag', childIds: [child.childId] })}>
          <Icon name="plus" size={24} />
          {say('moreChildren')}
        </button>
      </header>
      <KindGrid label={say('kinds')} onKind={(kind) => flag(kind, [child])} />
    </section>
  );
}

/** Who was fetched is checked in again, and shown to the family, only after this was read: its faces look like the hand-over's. */
function SureBack({ room, child }: ChildSheetProps) {
  const say = useWords(childWords);
  const name = callName(child);
  return (
    <p className="tb-sure" role="alert">
      {child.at ? say('sureBack', { name, time: clock(child.at, room.timeZone) }) : say('sureBackUntimed', { name })}
    </p>
  );
}

type DeedsProps = ChildSheetProps & {
  /** Of a child that has left: it is said first that it is back. */
  offersBack: boolean;
  onBack: () => void;
};

function Deeds({ room, child, attendance, asActor, open, onClose, offerUndo, offersBack, onBack }: DeedsProps) {
  const say = useWords(caregiverWords);
  const sayChild = useWords(childWords);
  const { childId, state } = child;
  const name = callName(child);
  const away = elsewhere(child, room);
  const checkIn = () => {
    onClose();
    asActor(() => offerUndo(say('undoCheckIn', { name }), attendance.checkIn([child])));
  };
  const comeBack = () => {
    onClose();
    asActor(() => offerUndo(say('undoTransfer', { name }), attendance.transfer([child], room.classroomId)));
  };
  return (
    <>
      {state !== 'left' && (
        <Deed icon="phone" words={sayChild('familyCalled')} onClick={() => open({ sheet: 'notice', childId })} />
      )}
      <Deed icon="pencil" words={sayChild('correct')} onClick={() => open({ sheet: 'correct', childId })} />
      {state === 'present' && room.otherRooms.length > 0 && (
        <Deed
          icon="swap"
          words={say('barTransfer')}
          onClick={() => asActor(() => open({ sheet: 'transfer', childId }))}
        />
      )}
      {state === 'present' && (
        <Deed icon="leave" words={say('handOver')} onClick={() => open({ sheet: 'handover', childId })} isMain />
      )}
      {away && <Deed icon="swap" words={sayChild('comeBack', { room: room.name })} onClick={comeBack} isMain />}
      {offersBack && <Deed icon="swap" words={say('backAgain')} onClick={onBack} />}
      {state !== 'present' && !away && !offersBack && (
        <Deed icon="check" words={say(state === 'left' ? 'checkInAgain' : 'checkIn')} onClick={checkIn} isMain />
      )}
    </>
  );
}

type DeedProps = { icon: IconName; words: string; onClick: () => void; isMain?: boolean };

function Deed({ icon, words, onClick, isMain = false }: DeedProps) {
  return (
    <button type="button" className={isMain ? 'tb-button tb-go' : 'tb-button'} onClick={onClick}>
      <Icon name={icon} size={26} />
      {words}
    </button>
  );
}
