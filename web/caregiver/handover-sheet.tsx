import { useState } from 'react';
import type { PickupPersonId } from '#contract/ids.ts';
import { usePickupPhoto } from '../features/pickups/use-pickup-photo.ts';
import { callName } from '../shared/call-name.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { BlockedRule } from './blocked-rule.tsx';
import { CallNumber } from './call-number.tsx';
import { ChildCard } from './child-card.tsx';
import { ChildFindings } from './child-findings.tsx';
import { HandoverCode } from './handover-code.tsx';
import { handoverWords } from './handover-words.ts';
import { PersonCard } from './person-card.tsx';
import { announced, type PickupPerson, pickupPeople } from './pickup-person.ts';
import { Sheet } from './sheet.tsx';
import type { ChildSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';
import './child-sheet.css';
import './handover-sheet.css';

type Face = 'people' | 'code' | 'call';

/** Who takes the child home, by face. Whom the family announced is chosen already. */
export function HandoverSheet(props: ChildSheetProps) {
  const { room, child, attendance, askAgain, onClose, offerUndo } = props;
  const say = useWords(handoverWords);
  const sayRoom = useWords(caregiverWords);
  const [shown, show] = useState<Face>('people');
  const [checked, setChecked] = useState<PickupPerson | null>(null);
  const people = withChecked(pickupPeople(child), checked);
  const [chosenKey, choose] = useState<string | null>(() => announced(child, people)?.key ?? null);
  const chosen = people.find(({ key, right }) => key === chosenKey && right === 'may') ?? null;
  const onChoose = (person: PickupPerson) => (person.right === 'needs-code' ? show('code') : choose(person.key));
  const handOver = ({ withUserId, withPickupId }: PickupPerson) => {
    onClose();
    askAgain('handOver', () =>
      offerUndo(
        sayRoom('undoCheckOut', { name: callName(child) }),
        attendance.checkOut(child, { withUserId, withPickupId }),
      ),
    );
  };
  const called = chosen?.withUserId ? chosen : people.find(({ withUserId, right }) => withUserId && right === 'may');
  const footer = shown === 'people' && (
    <HandoverFoot {...{ called, chosen, handOver }} onCall={() => show('call')} onCancel={onClose} />
  );
  const onPerson = (person: PickupPerson) => {
    setChecked(person);
    choose(person.key);
    show('people');
  };
  return (
    <Sheet
      title={say('title', { name: callName(child) })}
      back={sayRoom('back', { room: room.name })}
      onClose={onClose}
      footer={footer}
      whole
    >
      <div className="tb-hand">
        <ChildCard room={room} child={child}>
          <ChildFindings {...props} />
          <li>
            <Icon name="eye" size={20} />
            {say('viewingEnds')}
          </li>
        </ChildCard>
        {shown === 'code' && <HandoverCode childId={child.childId} onPerson={onPerson} onBack={() => show('people')} />}
        {shown === 'call' && called && <CallNumber person={called} onBack={() => show('people')} />}
        {shown === 'people' && (
          <People {...props} {...{ people, chosenKey, onChoose }} onOutsider={() => show('code')} />
        )}
      </div>
    </Sheet>
  );
}

type HandoverFootProps = {
  /** The guardian whose number is shown at a tap. */
  called: PickupPerson | undefined;
  chosen: PickupPerson | null;
  handOver: (person: PickupPerson) => void;
  onCall: () => void;
  onCancel: () => void;
};

function HandoverFoot({ called, chosen, handOver, onCall, onCancel }: HandoverFootProps) {
  const say = useWords(handoverWords);
  return (
    <>
      <button type="button" className="tb-button tb-quiet" onClick={onCancel}>
        <Icon name="close" size={22} />
        {say('cancel')}
      </button>
      <span className="row-space" />
      {called && (
        <button type="button" className="tb-button" onClick={onCall}>
          <Icon name="phone" size={24} />
          {say('call', { relation: called.relation })}
        </button>
      )}
      <button type="button" className="tb-button tb-go" disabled={!chosen} onClick={() => chosen && handOver(chosen)}>
        <Icon name="check" size={26} />
        {chosen ? <Checked person={chosen} /> : say('chooseFirst')}
      </button>
    </>
  );
}

/** What whoever hands over has looked at: nobody says of a face that is not shown that it is right. */
function Checked({ person }: { person: PickupPerson }) {
  const { withPickupId, hasPhoto, portrait } = person;
  if (withPickupId !== null && hasPhoto) return <CheckedPhoto person={person} pickupId={withPickupId} />;
  return <CheckedWords person={person} isFaceShown={portrait !== null} />;
}

function CheckedPhoto({ person, pickupId }: { person: PickupPerson; pickupId: PickupPersonId }) {
  return <CheckedWords person={person} isFaceShown={usePickupPhoto(pickupId, true) !== null} />;
}

function CheckedWords({ person: { name, relation }, isFaceShown }: { person: PickupPerson; isFaceShown: boolean }) {
  const say = useWords(handoverWords);
  return isFaceShown ? say('confirmWith', { relation }) : say('confirmNamed', { name });
}

/** Whose code was right may take the child now, whether or not they stood on the list. */
function withChecked(people: PickupPerson[], checked: PickupPerson | null): PickupPerson[] {
  return checked ? [checked, ...people.filter(({ key }) => key !== checked.key)] : people;
}

type PeopleProps = ChildSheetProps & {
  people: PickupPerson[];
  chosenKey: string | null;
  onChoose: (person: PickupPerson) => void;
  onOutsider: () => void;
};

function People({ room, child, people, chosenKey, onChoose, onOutsider }: PeopleProps) {
  const say = useWords(handoverWords);
  const sayRoom = useWords(caregiverWords);
  const { fetchedBy } = child;
  const id = fetchedBy?.withUserId ?? fetchedBy?.withPickupId;
  const who = people.find(({ key }) => key === id)?.relation;
  return (
    <section className="tb-guardians" aria-label={say('whoTakes')}>
      <header>
        <h2>{say('whoTakes')}</h2>
        {fetchedBy && who && (
          <p>
            {say('announced', { by: fetchedBy.by || sayRoom('family'), time: clock(fetchedBy.at, room.timeZone), who })}
          </p>
        )}
      </header>
      {people.length === 0 && <p className="tb-lead">{say('noOne')}</p>}
      <ul>
        {people.map((person) => (
          <li key={person.key}>
            <PersonCard person={person} chosen={person.key === chosenKey} onChoose={() => onChoose(person)} />
          </li>
        ))}
      </ul>
      {people
        .filter(({ right, withUserId }) => right === 'blocked' && withUserId !== null)
        .map((person) => (
          <BlockedRule key={person.key} childId={child.childId} person={person} />
        ))}
      <div className="tb-outsider">
        <button type="button" className="tb-button" onClick={onOutsider}>
          <Icon name="plus" size={24} />
          {say('outsider')}
        </button>
        <span>{say('outsiderMore')}</span>
      </div>
    </section>
  );
}
