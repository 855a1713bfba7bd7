import { useState } from 'react';
import type { StaffLine, StaffState } from '#contract/staffing.ts';
import { KIND_WORD, STATE_WORD } from '../features/staffing/words.ts';
import type { StaffAct } from '../features/staffing/staff-record.ts';
import { clock } from '../shared/time.ts';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { StaffCorrect } from './staff-correct.tsx';
import { StaffLines } from './staff-lines.tsx';
import type { StaffPersonProps } from './staff-person-props.ts';
import { StaffPin } from './staff-pin.tsx';
import { staffWords } from './staff-words.ts';

/** What can be said in each state, the likeliest first. */
const OFFERED: Record<StaffState, readonly StaffAct['kind'][]> = {
  away: ['arrived'],
  left: ['arrived'],
  working: ['break_began', 'left', 'moved', 'training_began'],
  break: ['break_ended', 'left'],
  training: ['training_ended', 'left'],
};

/** One person: what they record, then their PIN. Whoever has not come yet only enters the PIN. */
export function StaffPersonView(props: StaffPersonProps) {
  const { person, staffRoom, onOther } = props;
  const say = useWords(staffWords);
  const arriving: StaffAct = { kind: 'arrived', classroomId: staffRoom.classroomId };
  const isAway = person.state === 'away' || person.state === 'left';
  const [act, setAct] = useState<StaffAct | null>(isAway ? arriving : null);
  const [wrong, setWrong] = useState<StaffLine | null>(null);
  return (
    <div className="tb-enter">
      <div className="tb-enter-who">
        <Portrait recipe={person.portrait} name={person.name} size={104} adult />
        <p>{person.name}</p>
        <Since person={person} staffRoom={staffRoom} />
        <StaffLines {...props} onLine={setWrong} />
        <button type="button" className="tb-button" onClick={onOther}>
          {say('nobodyElse')}
        </button>
      </div>
      {wrong !== null ? (
        <StaffCorrect key={wrong.eventId} {...props} line={wrong} onBack={() => setWrong(null)} />
      ) : act === null ? (
        <Choose {...props} onAct={setAct} />
      ) : (
        <StaffPin {...props} act={act} onBack={isAway ? null : () => setAct(null)} />
      )}
    </div>
  );
}

function Since({ person: { state, since, classroomId }, staffRoom }: Pick<StaffPersonProps, 'person' | 'staffRoom'>) {
  const say = useWords(staffWords);
  const language = useLanguage();
  const said = STATE_WORD[state][language];
  if (since === null) return <p className="tb-why">{said}</p>;
  const time = clock(since, staffRoom.timeZone);
  const elsewhere = staffRoom.rooms.find((room) => room.classroomId === classroomId);
  return (
    <p className="tb-why">
      {elsewhere ? say('sinceIn', { state: said, time, room: elsewhere.name }) : say('since', { state: said, time })}
    </p>
  );
}

function Choose({ person, staffRoom, onAct }: StaffPersonProps & { onAct: (act: StaffAct) => void }) {
  const say = useWords(staffWords);
  const language = useLanguage();
  const [moves, setMoves] = useState(false);
  const here = { kind: 'moved', classroomId: staffRoom.classroomId } as const;
  const isElsewhere = person.classroomId !== staffRoom.classroomId;
  const rooms = staffRoom.rooms.filter(({ classroomId }) => classroomId !== person.classroomId);
  const choose = (kind: StaffAct['kind']) =>
    kind === 'moved' ? setMoves(true) : onAct({ kind, classroomId: person.classroomId ?? staffRoom.classroomId });
  return (
    <div className="tb-staff-acts">
      <h2>{say(moves ? 'whereTo' : 'whatNow', { name: person.name })}</h2>
      {/* Whoever works in another room and stands here most likely comes to help. */}
      {!moves && isElsewhere && (
        <button type="button" className="tb-button tb-go" onClick={() => onAct({ ...here, kind: 'arrived' })}>
          {KIND_WORD.arrived[language]}
        </button>
      )}
      {!moves &&
        OFFERED[person.state].map((kind) => (
          <button key={kind} type="button" className="tb-button" onClick={() => choose(kind)}>
            {KIND_WORD[kind][language]}
          </button>
        ))}
      {moves &&
        rooms.map(({ classroomId, name }) => (
          <button
            key={classroomId}
            type="button"
            className="tb-button"
            onClick={() => onAct({ kind: 'moved', classroomId })}
          >
            {name}
          </button>
        ))}
    </div>
  );
}
