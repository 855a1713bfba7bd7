import { useEffect, useState } from 'react';
import type { Actor } from '#contract/sign-in.ts';
import { concernWords } from '../features/concerns/words.ts';
import { actAs, chooseUnproven, stopActing, useTablet } from '../features/devices/tablet-session.ts';
import { setLeftHanded, useLeftHanded } from '../features/devices/handedness.ts';
import { byName } from '../shared/by-name.ts';
import { isProblem, Unreachable } from '../shared/problem-error.ts';
import { onTold } from '../shared/socket.ts';
import { LanguageSwitch } from '../shared/ui/language-switch.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { PinPad } from './pin-pad.tsx';
import type { AskedAgain } from './sheet-props.ts';
import { Sheet } from './sheet.tsx';
import { useUnreachable } from './use-away.ts';
import { caregiverWords } from './words.ts';

export type WhoActsProps = {
  roomName: string;
  /** Whose PIN is asked for at once; null lets them choose their face. */
  ask: Actor | null;
  /** What `ask`, who acts already, confirms with it; null when it only says who acts. */
  why: AskedAgain | null;
  onKnown: () => void;
  /** To report suspected abuse: here, since it is no part of the day's work and nobody is to see it from afar. */
  onConcern: () => void;
  onClose: () => void;
};

/** Faces of the room's staff, then the PIN of the one who was tapped. */
export function WhoActsSheet({ roomName, ask, why, onKnown, onConcern, onClose }: WhoActsProps) {
  const say = useWords(caregiverWords);
  const tablet = useTablet();
  const language = useLanguage();
  const isLeft = useLeftHanded(tablet.phase === 'paired' ? (tablet.device.actor?.userId ?? null) : null);
  const [person, setPerson] = useState<Actor | null>(ask);
  const [failure, setFailure] = useState<unknown>(null);
  if (tablet.phase !== 'paired') return null;
  const { staff, actor } = tablet.device;
  const handOver = () => void stopActing().then(onClose, setFailure);
  return (
    <Sheet title={say('whoActs')} back={say('back', { room: roomName })} onClose={onClose}>
      {person ? (
        <EnterPin person={person} why={person === ask ? why : null} onKnown={onKnown} onOther={() => setPerson(null)} />
      ) : (
        <>
          <p className="tb-lead">{staff.length === 0 ? say('noStaff') : say('chooseActor')}</p>
          <ul className="tb-faces">
            {[...staff].sort(byName).map((each) => (
              <li key={each.userId}>
                <button type="button" aria-pressed={each.userId === actor?.userId} onClick={() => setPerson(each)}>
                  <Portrait recipe={each.portrait} name={each.name} size={96} adult />
                  {each.name}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="tb-wrong" role="alert">
        {failure !== null && errorSentence(failure, language)}
      </p>
      <div className="tb-sheet-end">
        <LanguageSwitch />
        <Concern isShown={ask === null} onConcern={onConcern} />
        {actor && !ask && (
          <button
            type="button"
            className="tb-button"
            aria-pressed={isLeft}
            onClick={() => setLeftHanded(actor.userId, !isLeft)}
          >
            {say(isLeft ? 'rightHanded' : 'leftHanded')}
          </button>
        )}
        {actor && !ask && (
          <button type="button" className="tb-button" onClick={handOver}>
            {say('stopActing')}
          </button>
        )}
      </div>
    </Sheet>
  );
}

/** Not where one certain person's PIN is asked for. */
function Concern({ isShown, onConcern }: { isShown: boolean; onConcern: () => void }) {
  const say = useWords(concernWords);
  if (!isShown) return null;
  return (
    <button type="button" className="tb-button" onClick={onConcern}>
      {say('entry')}
    </button>
  );
}

type EnterPinProps = { person: Actor; why: AskedAgain | null; onKnown: () => void; onOther: () => void };

function EnterPin({ person, why, onKnown, onOther }: EnterPinProps) {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const hasFailed = error instanceof Unreachable;
  const isAway = useUnreachable() || hasFailed;
  // The server is there again: then the PIN is asked for.
  useEffect(() => onTold('hello', () => setError(null)), []);
  const goOn = () => {
    if (why === null) chooseUnproven(person);
    onKnown();
  };
  const enter = async (pin: string) => {
    setBusy(true);
    setError(null);
    try {
      await actAs(person.userId, pin);
    } catch (failure) {
      setError(failure);
      return;
    } finally {
      setBusy(false);
    }
    onKnown();
  };
  return (
    <div className="tb-enter">
      <div className="tb-enter-who">
        <Portrait recipe={person.portrait} name={person.name} size={120} adult />
        <p>{isAway ? person.name : say('pinOf', { name: person.name })}</p>
        {why && !isAway && <p className="tb-why">{say(`again_${why}`)}</p>}
        <p className="tb-wrong" role="alert">
          {error !== null &&
            !hasFailed &&
            (isProblem(error, 'wrong-pin') ? say('wrongPin') : errorSentence(error, language))}
        </p>
        {isAway && (
          <>
            <p className="tb-why">{say('pinAway')}</p>
            <button type="button" className="tb-button tb-go" onClick={goOn}>
              {say('goOnAway')}
            </button>
          </>
        )}
        <button type="button" className="tb-button" onClick={onOther}>
          {say('otherPerson')}
        </button>
      </div>
      {!isAway && <PinPad busy={busy} onPin={(pin) => void enter(pin)} />}
    </div>
  );
}
