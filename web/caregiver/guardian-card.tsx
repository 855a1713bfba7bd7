import type { RoomChild } from '#contract/attendance.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';

type Guardian = RoomChild['guardians'][number];

/** Only someone who may pick up can be tapped. A blocked person is shown, so that their face is known, and is no button. */
export function GuardianCard({
  guardian,
  chosen,
  onChoose,
}: {
  guardian: Guardian;
  chosen: boolean;
  onChoose: () => void;
}) {
  const say = useWords(caregiverWords);
  const { name, relation, phone, blocked, mayPickUp } = guardian;
  const face = <Portrait recipe={guardian.portrait} name={name} size={220} adult grey={!blocked && !mayPickUp} />;
  if (blocked) {
    return (
      <div className="tb-guardian tb-blocked">
        {face}
        <b>{`${relation} ${name}`}</b>
        <em>
          <Icon name="stop" size={18} />
          {say('blocked')}
        </em>
      </div>
    );
  }
  const right = say(mayPickUp ? 'mayTake' : 'mayNotTake');
  const phoneEnd = phone.slice(-4);
  const more = phoneEnd ? `${right} · ${say('phoneEnds', { digits: phoneEnd })}` : right;
  return (
    <button type="button" className="tb-guardian" aria-pressed={chosen} disabled={!mayPickUp} onClick={onChoose}>
      {face}
      {chosen && (
        <span className="tb-tick">
          <Icon name="check" size={22} weight={3} />
        </span>
      )}
      <b>{`${relation} ${name}`}</b>
      <span>{more}</span>
    </button>
  );
}
