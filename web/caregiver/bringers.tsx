import { callName } from '../shared/call-name.ts';
import { useWords } from '../shared/words/book.ts';
import { childWords } from './child-words.ts';
import { PersonCard } from './person-card.tsx';
import { type PickupPerson, pickupPeople } from './pickup-person.ts';
import type { ChildSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';
import './handover-sheet.css';

/** A tap on a face checks the child in and says who brought it; who may not fetch the child is not offered. */
export function Bringers({ child, attendance, asActor, onClose, offerUndo }: ChildSheetProps) {
  const say = useWords(childWords);
  const sayRoom = useWords(caregiverWords);
  const people = pickupPeople(child).filter(({ right }) => right === 'may');
  if (people.length === 0) return null;
  const bring = ({ withUserId, withPickupId }: PickupPerson) => {
    onClose();
    const words = sayRoom('undoCheckIn', { name: callName(child) });
    asActor(() => offerUndo(words, attendance.checkIn([child], { withUserId, withPickupId })));
  };
  return (
    <section className="tb-guardians tb-bringers" aria-labelledby="bringers-title">
      <header>
        <h2 id="bringers-title">{say('whoBrings')}</h2>
        <p>{say('whoBringsLead')}</p>
      </header>
      <ul>
        {people.map((person) => (
          <li key={person.key}>
            <PersonCard person={person} onChoose={() => bring(person)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
