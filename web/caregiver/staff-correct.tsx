import { useState } from 'react';
import type { StaffLine } from '#contract/staffing.ts';
import { newStaffEventId } from '../features/staffing/staff-record.ts';
import { correctStaffEvent } from '../features/staffing/staffing-api.ts';
import { KIND_WORD } from '../features/staffing/words.ts';
import { ProblemError } from '../shared/problem-error.ts';
import { clock } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { PinPad } from './pin-pad.tsx';
import type { StaffPersonProps } from './staff-person-props.ts';
import { staffWords } from './staff-words.ts';

const STEPS = [-15, -5, 5, 15] as const;
const REASONS = ['why_forgot', 'why_wrong', 'why_clock'] as const;
const MINUTE_MS = 60_000;

type StaffCorrectProps = StaffPersonProps & { line: StaffLine; onBack: () => void };

/** One's own record of today: another time, or it did not happen; with why, and one's PIN. */
export function StaffCorrect(props: StaffCorrectProps) {
  const { line, staffRoom } = props;
  const say = useWords(staffWords);
  const language = useLanguage();
  const [movedMinutes, setMoved] = useState(0);
  const [isSo, setIsSo] = useState(true);
  const [reason, setReason] = useState<Reason | null>(null);
  const at = new Date(Date.parse(line.at) + movedMinutes * MINUTE_MS);
  const isChanged = !isSo || movedMinutes !== 0;
  const { busy, sentence, send } = useSend(props);
  const [asksPin, setAsksPin] = useState(false);
  const shown = say('correctNow', { act: KIND_WORD[line.kind][language], time: clock(at, staffRoom.timeZone) });
  const now = isSo ? shown : say('notSo');
  return (
    <div className="tb-staff-acts">
      <h2>{say('correctTitle')}</h2>
      <p className="tb-staff-now">{now}</p>
      {asksPin && reason !== null ? (
        <PinPad busy={busy} onPin={(pin) => void send(pin, isSo ? at : null, say(reason))} />
      ) : (
        <>
          <Change isSo={isSo} onMove={(n) => setMoved(movedMinutes + n)} onSo={setIsSo} />
          <Why reason={reason} onReason={setReason} />
          <button
            type="button"
            className="tb-button tb-go"
            disabled={!isChanged || reason === null}
            onClick={() => setAsksPin(true)}
          >
            {isChanged && reason === null ? say('chooseWhy') : say('pinFor', { act: now })}
          </button>
        </>
      )}
      <p className="tb-wrong" role="alert">
        {sentence}
      </p>
      <button type="button" className="tb-button" onClick={asksPin ? () => setAsksPin(false) : props.onBack}>
        {say(asksPin ? 'changeAgain' : 'otherAct')}
      </button>
    </div>
  );
}

type ChangeProps = { isSo: boolean; onMove: (minutes: number) => void; onSo: (isSo: boolean) => void };

function Change({ isSo, onMove, onSo }: ChangeProps) {
  const say = useWords(staffWords);
  return (
    <div className="tb-staff-steps">
      {STEPS.map((n) => (
        <button key={n} type="button" className="tb-button" disabled={!isSo} onClick={() => onMove(n)}>
          {say(n < 0 ? 'earlier' : 'later', { n: Math.abs(n) })}
        </button>
      ))}
      <button type="button" className="tb-button" aria-pressed={!isSo} onClick={() => onSo(!isSo)}>
        {say('notSo')}
      </button>
    </div>
  );
}

type Reason = (typeof REASONS)[number];

function Why({ reason, onReason }: { reason: Reason | null; onReason: (reason: Reason) => void }) {
  const say = useWords(staffWords);
  return (
    <div className="tb-staff-steps" role="group" aria-label={say('why')}>
      {REASONS.map((each) => (
        <button
          key={each}
          type="button"
          className="tb-button"
          aria-pressed={reason === each}
          onClick={() => onReason(each)}
        >
          {say(each)}
        </button>
      ))}
    </div>
  );
}

function useSend({ line, person, onClose, onNote }: StaffCorrectProps) {
  const say = useWords(staffWords);
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const [sentence, setSentence] = useState<string | null>(null);
  const sentenceOf = (error: unknown): string => {
    const what = error instanceof ProblemError ? error.problem.fields?.['to.happenedAt'] : undefined;
    if (what === 'contradicts') return say('contradicts');
    return what === 'not-yet' ? say('future') : errorSentence(error, language);
  };
  const send = async (pin: string, at: Date | null, reason: string): Promise<void> => {
    const { kind, classroomId, eventId: correctsId } = line;
    setBusy(true);
    try {
      await correctStaffEvent({
        ...{ correctsId, reason, pin },
        eventId: newStaffEventId(),
        userId: person.userId,
        to: at && { kind, classroomId, happenedAt: at.toISOString() },
      });
    } catch (error) {
      setSentence(sentenceOf(error));
      return;
    } finally {
      setBusy(false);
    }
    onNote(say('corrected'));
    onClose();
  };
  return { busy, sentence, send };
}
