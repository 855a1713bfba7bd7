import { useState } from 'react';
import type { RoomChild } from '#contract/attendance.ts';
import type { ChildId } from '#contract/ids.ts';
import { incidentWords } from '../features/incidents/words.ts';
import { callName } from '../shared/call-name.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import { ChildChoice, toggled } from './child-choice.tsx';
import { flagWords } from './flag-words.ts';
import { KindGrid } from './kind-grid.tsx';
import { Sheet } from './sheet.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { useFlag } from './use-flag.ts';
import { caregiverWords } from './words.ts';

type FlagSheetProps = RoomSheetProps & { childIds: readonly ChildId[] };

/** Of several children, or of the whole room: whom it concerns, then what happened. */
export function FlagSheet({ childIds, ...props }: FlagSheetProps) {
  const { room, onClose } = props;
  const say = useWords(flagWords);
  const sayRoom = useWords(caregiverWords);
  const sayIncident = useWords(incidentWords);
  const language = useLanguage();
  const flag = useFlag(props);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(childIds));
  const [isWhole, setWhole] = useState(false);
  const children = isWhole ? [] : room.children.filter(({ childId }) => chosen.has(childId));
  const isWaiting = !isWhole && children.length === 0;
  const toggle = (childId: ChildId) => {
    setWhole(false);
    setChosen(toggled(chosen, childId));
  };
  const title = isWhole
    ? say('whatHappenedRoom', { room: room.name })
    : say('whatHappened', { name: listOf(children.map(callName), language) });
  return (
    <Sheet title={say('barFlag')} back={sayRoom('back', { room: room.name })} onClose={onClose} whole>
      <div className="tb-flag">
        <section className="tb-flag-who" aria-label={say('who')}>
          <button type="button" className="tb-flag-room" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
            <Icon name="people" size={32} />
            <span>
              {sayIncident('wholeRoom')}
              <br />
              <small className="dim">{say('wholeRoomMore')}</small>
            </span>
          </button>
          <ChildChoice
            label={say('who')}
            children={hereFirst(room.children)}
            chosen={isWhole ? NOBODY : chosen}
            onToggle={toggle}
            isByPresence
          />
        </section>
        <section className="tb-what">
          <header>
            <h2>{isWaiting ? say('whoFirst') : title}</h2>
            <p>{!isWaiting && say('atOnce')}</p>
          </header>
          <KindGrid
            label={say('kinds')}
            isWaiting={isWaiting}
            isRoom={isWhole}
            onKind={(kind) => flag(kind, children)}
          />
        </section>
      </div>
    </Sheet>
  );
}

const NOBODY: ReadonlySet<string> = new Set();
const RANK: Record<RoomChild['state'], number> = { present: 0, left: 1, expected: 2, 'not-today': 3 };
const hereFirst = (children: readonly RoomChild[]): RoomChild[] =>
  children.toSorted((a, b) => RANK[a.state] - RANK[b.state]);
