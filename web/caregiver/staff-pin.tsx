import { useState } from 'react';
import { newStaffEventId, sendStaffRecord, staffRecord, type StaffAct } from '../features/staffing/staff-record.ts';
import { recordStaffEvent } from '../features/staffing/staffing-api.ts';
import { KIND_WORD } from '../features/staffing/words.ts';
import type { Undoing } from '../shared/outbox/undoing.ts';
import { Unreachable } from '../shared/problem-error.ts';
import { serverNow } from '../shared/server-clock.ts';
import { clock } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { PinPad } from './pin-pad.tsx';
import type { StaffUndo } from './sheet-props.ts';
import type { StaffPersonProps } from './staff-person-props.ts';
import { useUnreachable } from './use-away.ts';
import { staffWords } from './staff-words.ts';

type StaffPinProps = StaffPersonProps & { act: StaffAct; onBack: (() => void) | null };

/**
 * The person's own PIN records what they chose. Without a network it cannot be checked: then only whoever acts on the tablet
 * records, and so does whoever is signed in on their own browser.
 */
export function StaffPin(props: StaffPinProps) {
  const { person, act, actor, owner } = props;
  const say = useWords(staffWords);
  const language = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const isAway = useUnreachable() || error instanceof Unreachable;
  const isActor = actor?.userId === person.userId;
  const isOwnBrowser = owner === person.userId;
  const word = KIND_WORD[act.kind][language];
  const done = useDone(props);
  const enter = async (pin: string) => {
    setBusy(true);
    setError(null);
    const eventId = newStaffEventId();
    const happenedAt = serverNow();
    const { userId } = person;
    try {
      await recordStaffEvent({ eventId, userId, happenedAt: happenedAt.toISOString(), pin, ...act });
    } catch (failure) {
      setError(failure);
      return;
    } finally {
      setBusy(false);
    }
    const words = say('undo', { name: person.name, act: word });
    done(happenedAt, [{ id: eventId, by: [] }], { person, recordId: eventId, words });
  };
  const recordWithoutPin = () => {
    const record = staffRecord(person, act, serverNow());
    done(new Date(record.happenedAt), sendStaffRecord(props.outbox, record));
  };
  const isWithoutPin = isOwnBrowser || (isAway && isActor);
  return (
    <div className="tb-staff-acts">
      <h2>{isWithoutPin ? word : say('pinFor', { act: word })}</h2>
      {isAway && !isActor && !isOwnBrowser && <p className="tb-why">{say('away')}</p>}
      {!isAway && !isOwnBrowser && <PinPad busy={busy} onPin={(pin) => void enter(pin)} />}
      {isWithoutPin && (
        <button type="button" className="tb-button tb-go" onClick={recordWithoutPin}>
          {say('recordAway', { act: word })}
        </button>
      )}
      <p className="tb-wrong" role="alert">
        {isTold(error) && errorSentence(error, language)}
      </p>
      {props.onBack && (
        <button type="button" className="tb-button" onClick={props.onBack}>
          {say('otherAct')}
        </button>
      )}
    </div>
  );
}

/** That the server is out of reach is said in the words for it. */
const isTold = (error: unknown): boolean => error !== null && !(error instanceof Unreachable);

/**
 * Back in the room, with a line of what was recorded and the offer to take it back. Whoever proved themselves without
 * acting here is asked for their PIN again (`asks`).
 */
function useDone({ person, act, room, onClose, onNote, offerUndo }: StaffPinProps) {
  const say = useWords(staffWords);
  const language = useLanguage();
  return (at: Date, undoing: Undoing, asks?: StaffUndo) => {
    const words = { name: person.name, act: KIND_WORD[act.kind][language] };
    onNote(say('done', { ...words, time: clock(at, room.timeZone) }));
    offerUndo(say('undo', words), undoing, asks);
    onClose();
  };
}
