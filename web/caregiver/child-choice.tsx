import type { RoomChild } from '#contract/attendance.ts';
import type { ChildId } from '#contract/ids.ts';
import { callName } from '../shared/call-name.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import './child-choice.css';

type ChildChoiceProps = {
  label: string;
  children: readonly RoomChild[];
  chosen: ReadonlySet<string>;
  onToggle: (childId: ChildId) => void;
};

/** Faces to tick, all of them on one page. */
export function ChildChoice({ label, children, chosen, onToggle }: ChildChoiceProps) {
  return (
    <div className="tb-choose-children" role="group" aria-label={label}>
      {children.map((child) => {
        const { childId, name, portrait } = child;
        const isChosen = chosen.has(childId);
        return (
          <button key={childId} type="button" aria-pressed={isChosen} onClick={() => onToggle(childId)}>
            <Portrait recipe={portrait} name={name} size={56} grey={!isChosen} />
            <b>{callName(child)}</b>
            <span className="tb-choose-tick">{isChosen && <Icon name="check" size={20} weight={3} />}</span>
          </button>
        );
      })}
    </div>
  );
}

/** The set with this child in it, or without it when it was. */
export function toggled(chosen: ReadonlySet<string>, childId: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(childId)) next.add(childId);
  return next;
}
