import { useState } from 'react';
import type { Room, RoomChild } from '#contract/attendance.ts';
import type { UserId } from '#contract/ids.ts';
import { clock, duration, minutesBetween } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { GuardianCard } from './guardian-card.tsx';
import { Sheet } from './sheet.tsx';
import { caregiverWords } from './words.ts';
import './child-sheet.css';

type ChildSheetProps = {
  room: Room;
  child: RoomChild;
  onCheckOut: (withUserId: UserId) => void;
  onCheckIn: () => void;
  onClose: () => void;
};

/** A child who is here: who may take them home, by face. A child who left: when, and back in again. */
export function ChildSheet({ room, child, onCheckOut, onCheckIn, onClose }: ChildSheetProps) {
  const say = useWords(caregiverWords);
  const [chosen, setChosen] = useState<UserId | null>(null);
  const recipient = child.guardians.find((g) => g.userId === chosen);
  const footer =
    child.state === 'present' ? (
      <button
        type="button"
        className="tb-button tb-go"
        disabled={!recipient}
        onClick={() => recipient && onCheckOut(recipient.userId)}
      >
        <Icon name="check" size={26} />
        {recipient ? say('confirmWith', { relation: recipient.relation }) : say('chooseFirst')}
      </button>
    ) : (
      <button type="button" className="tb-button tb-go" onClick={onCheckIn}>
        {say('checkInAgain')}
      </button>
    );
  return (
    <Sheet title={say('handOver')} back={say('back', { room: room.name })} onClose={onClose} footer={footer} whole>
      <div className="tb-hand">
        <ChildCard room={room} child={child} />
        {child.state === 'present' && <Guardians child={child} chosen={chosen} onChoose={setChosen} />}
      </div>
    </Sheet>
  );
}

function ChildCard({ room, child }: { room: Room; child: RoomChild }) {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const time = child.at ? clock(child.at, room.timeZone) : null;
  const span = child.at ? duration(minutesBetween(child.at, new Date()), language) : '';
  return (
    <section className="card tb-child">
      <Portrait recipe={child.portrait} name={child.name} size={148} />
      <h2>{child.name}</h2>
      {time && <p>{child.state === 'present' ? say('inToday', { time, span }) : say('outToday', { time })}</p>}
      <ul>
        {child.allergies.map((what) => (
          <li key={what} className="tb-child-allergy">
            <Icon name="alarm" size={20} />
            {say('allergy', { what })}
          </li>
        ))}
        {child.state === 'present' && (
          <li>
            <Icon name="eye" size={20} />
            {say('viewingEnds')}
          </li>
        )}
      </ul>
    </section>
  );
}

type GuardiansProps = { child: RoomChild; chosen: UserId | null; onChoose: (userId: UserId) => void };

function Guardians({ child, chosen, onChoose }: GuardiansProps) {
  const say = useWords(caregiverWords);
  const blocked = child.guardians.filter((guardian) => guardian.blocked);
  return (
    <section className="tb-guardians" aria-label={say('whoTakes')}>
      <h2>{say('whoTakes')}</h2>
      {child.guardians.length === 0 && <p className="tb-lead">{say('noGuardians')}</p>}
      <ul>
        {child.guardians.map((guardian) => (
          <li key={guardian.userId}>
            <GuardianCard
              guardian={guardian}
              chosen={guardian.userId === chosen}
              onChoose={() => onChoose(guardian.userId)}
            />
          </li>
        ))}
      </ul>
      {blocked.map(({ userId, name }) => (
        <div key={userId} className="tb-block-rule" role="note">
          <Icon name="stop" size={30} />
          <p>
            <b>{say('blockedRule', { name })}</b>
            <br />
            {say('blockedMore')}
          </p>
        </div>
      ))}
    </section>
  );
}
