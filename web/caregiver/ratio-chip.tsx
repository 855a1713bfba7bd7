import { useState } from 'react';
import { perCaregiver, type RoomLoad, roomLoad } from '../features/staffing/room-load.ts';
import { useStaffRoom } from '../features/staffing/use-staff-room.ts';
import { RULE_WORD } from '../features/staffing/words.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import type { RoomSheetProps } from './sheet-props.ts';
import { staffWords } from './staff-words.ts';
import './ratio-chip.css';

type RatioChipProps = Pick<RoomSheetProps, 'room' | 'classroomId' | 'outbox' | 'open'>;

/** How many are here and whether the hands suffice, with every unsent tap counted in. */
export function RatioChip({ room, classroomId, outbox, open }: RatioChipProps) {
  const load = roomLoad(room, useStaffRoom(classroomId, outbox));
  return load.broken === null ? (
    <Kept load={load} />
  ) : (
    <>
      <Broken load={load} onCall={() => open({ sheet: 'staff' })} />
      <Spoken key={load.broken} load={load} />
    </>
  );
}

function Kept({ load }: { load: RoomLoad }) {
  const say = useWords(staffWords);
  const { children, staff, limits } = load;
  const ratio = perCaregiver(load);
  return (
    <span className={staff === null ? 'tb-ratio tb-ratio-unknown' : 'tb-ratio'}>
      <Icon name="people" size={20} />
      {say('here', { n: children, capacity: limits.capacity.limit })}
      <small>{staff === null ? say('notRecorded') : say('staff', { n: staff })}</small>
      {children > 0 && ratio !== null && (
        <>
          <span>{`1 : ${ratio}`}</span>
          <small>{say('ofLimit', { n: limits.ratio.limit })}</small>
        </>
      )}
      {staff !== null && <Icon name="check" size={18} weight={2.6} />}
    </span>
  );
}

/** A tap opens the staff: who is at the site and can be called, and who only forgot to record arriving. */
function Broken({ load, onCall }: { load: RoomLoad; onCall: () => void }) {
  const say = useWords(staffWords);
  const language = useLanguage();
  const { children, limits, broken } = load;
  const ratio = perCaregiver(load);
  const isFull = broken === 'capacity';
  const { limit, rule } = limits[isFull ? 'capacity' : 'ratio'];
  const over = ratio === null ? say('nobody') : say('overRatio', { ratio, limit });
  return (
    <button type="button" className="tb-ratio tb-ratio-broken" onClick={onCall}>
      <Icon name="alarm" size={20} weight={2.4} />
      {!isFull && <small>{say('here', { n: children, capacity: limits.capacity.limit })}</small>}
      <span>{isFull ? say('overCapacity', { n: children, limit }) : over}</span>
      <small>{say('callSomeone', { rule: RULE_WORD[rule][language] })}</small>
    </button>
  );
}

/** Said once, when it begins: the words stay what they were while the numbers on the chip go on. */
function Spoken({ load }: { load: RoomLoad }) {
  const say = useWords(staffWords);
  const [{ broken, children, staff, limits }] = useState(load);
  const sentence =
    broken === 'capacity'
      ? say('spokenCapacity', { n: children, limit: limits.capacity.limit })
      : say('spokenRatio', { n: children, staff: staff ?? 0, limit: limits.ratio.limit });
  return (
    <span className="unseen" role="alert">
      {sentence}
    </span>
  );
}
