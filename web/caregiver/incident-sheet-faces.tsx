import type { UserId } from '#contract/ids.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import type { StaffMember } from './incident-sheet-props.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';
import './child-choice.css';

type FacesProps = {
  label: string;
  staff: readonly StaffMember[];
  chosen: readonly UserId[];
  onChoose: (chosen: UserId[]) => void;
};

/** As many of the staff as it were. */
export function IncidentFaces({ label, staff, chosen, onChoose }: FacesProps) {
  const say = useWords(incidentSheetWords);
  if (staff.length === 0) return <p className="tb-lead">{say('nobodyToName')}</p>;
  const toggle = (userId: UserId) =>
    onChoose(chosen.includes(userId) ? chosen.filter((each) => each !== userId) : [...chosen, userId]);
  return (
    <div className="tb-choose-children" role="group" aria-label={label}>
      {staff.map(({ userId, name, portrait, isOnDuty }) => {
        const isChosen = chosen.includes(userId);
        return (
          <button key={userId} type="button" aria-pressed={isChosen} onClick={() => toggle(userId)}>
            <Portrait recipe={portrait} name={name} size={56} adult />
            <b>
              {name}
              {isOnDuty && <small>{say('onDuty')}</small>}
            </b>
            <span className="tb-choose-tick">{isChosen && <Icon name="check" size={20} weight={3} />}</span>
          </button>
        );
      })}
    </div>
  );
}
