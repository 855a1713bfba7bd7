import { usePickupPhoto } from '../features/pickups/use-pickup-photo.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { handoverWords } from './handover-words.ts';
import type { PickupPerson } from './pickup-person.ts';

/** Without `chosen` a tap is the deed itself. */
type PersonCardProps = { person: PickupPerson; chosen?: boolean; onChoose: () => void };

/** Only someone who may pick up can be tapped. A blocked person is shown, so that their face is known, and is no button. */
export function PersonCard({ person, chosen, onChoose }: PersonCardProps) {
  const say = useWords(handoverWords);
  const { name, relation, phone, right } = person;
  if (right === 'blocked') {
    return (
      <div className="tb-guardian tb-blocked">
        <Face person={person} />
        <b>{`${relation} ${name}`}</b>
        <em>
          <Icon name="stop" size={18} />
          {say('blocked')}
        </em>
      </div>
    );
  }
  const phoneEnd = phone.slice(-4);
  const more = [say(RIGHT[right]), ...(phoneEnd ? [say('phoneEnds', { digits: phoneEnd })] : [])].join(' · ');
  return (
    <button
      type="button"
      className="tb-guardian"
      aria-pressed={chosen}
      disabled={right === 'may-not'}
      onClick={onChoose}
    >
      <Face person={person} />
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

const RIGHT = { may: 'mayTake', 'may-not': 'mayNotTake', 'needs-code': 'needsCode' } as const;

function Face({ person }: { person: PickupPerson }) {
  const { withPickupId, hasPhoto } = person;
  if (withPickupId === null || !hasPhoto) return <Drawn person={person} why="noPhoto" />;
  return <Photo person={person} pickupId={withPickupId} />;
}

type PhotoProps = { person: PickupPerson; pickupId: NonNullable<PickupPerson['withPickupId']> };

/** Without a network only a photo that was shown here within a day: the others are said to be missing here, not to be none. */
function Photo({ person, pickupId }: PhotoProps) {
  const address = usePickupPhoto(pickupId, true);
  if (address === null) return <Drawn person={person} why="photoAway" />;
  return <img className="portrait tb-person-photo" src={address} alt="" />;
}

function Drawn({ person: { portrait, name, right }, why }: { person: PickupPerson; why: 'noPhoto' | 'photoAway' }) {
  const say = useWords(handoverWords);
  return (
    <>
      <Portrait recipe={portrait} name={name} size={220} adult grey={right === 'may-not'} />
      {portrait === null && right !== 'may-not' && <small className="tb-no-photo">{say(why)}</small>}
    </>
  );
}
