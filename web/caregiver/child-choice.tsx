import type { RoomChild } from '#contract/attendance.ts';
import type { ChildId } from '#contract/ids.ts';
import { callName } from '../shared/call-name.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';
import './child-choice.css';

type ChildChoiceProps = {
  label: string;
  children: readonly RoomChild[];
  chosen: ReadonlySet<string>;
  onToggle: (childId: ChildId) => void;
  /** Whoever is in the room looks like that whether chosen or not, and of the others it is said that they are not. */
  isByPresence?: boolean;
};

/** Faces to tick, all of them on one page. */
export function ChildChoice({ label, children, chosen, onToggle, isByPresence = false }: ChildChoiceProps) {
  const say = useWords(caregiverWords);
  return (
    <div className="tb-choose-children" role="group" aria-label={label}>
      {children.map((child) => {
        const { childId, name, portrait, state } = child;
        const isChosen = chosen.has(childId);
        const isHere = isByPresence && state === 'present';
        const isElsewhere = isByPresence && state !== 'present';
        return (
          <button
            key={childId}
            type="button"
            className={isHere ? 'tb-choose-here' : undefined}
            aria-pressed={isChosen}
            onClick={() => onToggle(childId)}
          >
            <Portrait recipe={portrait} name={name} size={56} grey={!isChosen && !isHere} />
            <b>
              {callName(child)}
              {isElsewhere && <small>{say(NOT_HERE[state])}</small>}
            </b>
            <span className="tb-choose-tick">{isChosen && <Icon name="check" size={20} weight={3} />}</span>
          </button>
        );
      })}
    </div>
  );
}

const NOT_HERE = { expected: 'notArrived', left: 'goneHome', 'not-today': 'notToday' } as const;

/** The set with this child in it, or without it when it was. */
export function toggled(chosen: ReadonlySet<string>, childId: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(childId)) next.add(childId);
  return next;
}
