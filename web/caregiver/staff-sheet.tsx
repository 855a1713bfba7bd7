import { useState } from 'react';
import type { UserId } from '#contract/ids.ts';
import { isLaxer } from '#contract/room-standard.ts';
import type { StaffPerson, StaffRoom } from '#contract/staffing.ts';
import { useStaffRoom } from '../features/staffing/use-staff-room.ts';
import { STATE_ICON, STATE_WORD } from '../features/staffing/words.ts';
import { byName } from '../shared/by-name.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import type { RoomSheetProps } from './sheet-props.ts';
import { Sheet } from './sheet.tsx';
import { StaffPersonView } from './staff-person.tsx';
import { staffWords } from './staff-words.ts';
import './staff-sheet.css';

/** Everybody of the staff, who is planned here first; a face leads to what that person records. */
export function StaffSheet(props: RoomSheetProps) {
  const { room, classroomId, outbox, onClose } = props;
  const say = useWords(staffWords);
  const staffRoom = useStaffRoom(classroomId, outbox);
  const [chosen, setChosen] = useState<UserId | null>(null);
  const person = staffRoom?.people.find(({ userId }) => userId === chosen);
  return (
    <Sheet title={say('title')} back={say('back', { room: room.name })} onClose={onClose}>
      {staffRoom && person && (
        <StaffPersonView {...props} key={chosen} {...{ person, staffRoom }} onOther={() => setChosen(null)} />
      )}
      {staffRoom && !person && <Everybody {...{ staffRoom }} onChoose={setChosen} />}
    </Sheet>
  );
}

type EverybodyProps = { staffRoom: StaffRoom; onChoose: (userId: UserId) => void };

function Everybody({ staffRoom, onChoose }: EverybodyProps) {
  const say = useWords(staffWords);
  const [showsOthers, setShowsOthers] = useState(false);
  const own = staffRoom.people.filter(({ isOfRoom }) => isOfRoom).sort(plannedFirst);
  const others = staffRoom.people.filter(({ isOfRoom }) => !isOfRoom).sort(byName);
  const faces = (people: readonly StaffPerson[]) => (
    <ul className="tb-faces tb-staff">
      {people.map((person) => (
        <Face key={person.userId} person={person} staffRoom={staffRoom} onChoose={onChoose} />
      ))}
    </ul>
  );
  return (
    <>
      <h2 className="tb-staff-head">{say('planned')}</h2>
      {faces(own)}
      {others.length > 0 && !showsOthers && (
        <button type="button" className="tb-button tb-staff-others" onClick={() => setShowsOthers(true)}>
          <Icon name="people" size={24} />
          {say('others', { n: others.length })}
        </button>
      )}
      {others.length > 0 && showsOthers && (
        <>
          <h2 className="tb-staff-head">{say('others', { n: others.length })}</h2>
          {faces(others)}
        </>
      )}
      <Limits staffRoom={staffRoom} />
    </>
  );
}

/** Who is planned, by when they begin; then everybody else, by name. */
const plannedFirst = (a: StaffPerson, b: StaffPerson): number =>
  (a.shift?.from ?? '~').localeCompare(b.shift?.from ?? '~') || byName(a, b);

type FaceProps = { person: StaffPerson; staffRoom: StaffRoom; onChoose: (userId: UserId) => void };

function Face({ person, staffRoom: { timeZone }, onChoose }: FaceProps) {
  const say = useWords(staffWords);
  const language = useLanguage();
  const { state, shift } = person;
  const isHere = state !== 'away' && state !== 'left';
  return (
    <li>
      <button type="button" disabled={!person.hasPin} onClick={() => onChoose(person.userId)}>
        <Portrait recipe={person.portrait} name={person.name} size={96} adult grey={!isHere} />
        {person.name}
        <span className={`tb-staff-state tb-staff-${state}`}>
          <Icon name={STATE_ICON[state]} size={16} weight={2.4} />
          {STATE_WORD[state][language]}
          {person.since !== null && ` ${clock(person.since, timeZone)}`}
        </span>
        <small>
          {!person.hasPin && say('noPin')}
          {person.hasPin && !person.counts && say('volunteer')}
          {person.hasPin &&
            person.counts &&
            (shift === null
              ? say('noShift')
              : say('shift', { from: clock(shift.from, timeZone), to: clock(shift.to, timeZone) }))}
        </small>
      </button>
    </li>
  );
}

/** What the room keeps to, where that is not what the standard says. */
function Limits({ staffRoom: { ratio, capacity } }: { staffRoom: StaffRoom }) {
  const say = useWords(staffWords);
  const said = [
    isLaxer(ratio) && say('laxRatio', { limit: ratio.limit, standard: ratio.standard ?? '' }),
    isLaxer(capacity) && say('laxCapacity', { limit: capacity.limit, standard: capacity.standard ?? '' }),
    ratio.standard === null && say('noStandard', { limit: ratio.limit }),
  ].filter((sentence) => sentence !== false);
  return said.length === 0 ? null : <p className="tb-lead">{said.join(' ')}</p>;
}
