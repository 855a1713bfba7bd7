import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import type { LiveControl } from './use-live-view.ts';
import { liveWords } from './words.ts';

const ASK_AFTER_MS = 15 * 60_000;
const ANSWER_WITHIN_S = 60;

type StillThereProps = {
  live: LiveControl;
  /** The picture is a part of a screen that is worked on: whoever touches any of it is there. */
  besideWork: boolean;
};

/** After a quarter of an hour asks whether anyone still watches; without an answer the view is stopped. */
export function StillThere({ live: { state, pause }, besideWork }: StillThereProps) {
  const playing = state.phase === 'playing' || state.phase === 'stalled';
  const [round, setRound] = useState(0);
  const onStay = () => setRound((n) => n + 1);
  useTouched(playing && besideWork, onStay);
  return playing ? <Asking key={round} {...{ besideWork, onStay }} onGone={() => pause('idle')} /> : null;
}

function useTouched(isHeard: boolean, onTouch: () => void): void {
  const touched = useEffectEvent(onTouch);
  useEffect(() => {
    if (!isHeard) return undefined;
    const listener = (): void => touched();
    window.addEventListener('pointerdown', listener);
    window.addEventListener('keydown', listener);
    return () => {
      window.removeEventListener('pointerdown', listener);
      window.removeEventListener('keydown', listener);
    };
  }, [isHeard]);
}

type AskingProps = { besideWork: boolean; onStay: () => void; onGone: () => void };

function Asking({ besideWork, onStay, onGone }: AskingProps) {
  const say = useWords(liveWords);
  const secondsLeft = useSecondsLeft();
  const stop = useEffectEvent(onGone);
  useEffect(() => {
    if (secondsLeft === 0) stop();
  }, [secondsLeft]);
  if (secondsLeft === null || secondsLeft === 0) return null;
  return (
    <div className="live-message live-message-over live-asking" role="alertdialog" aria-label={say('stillThere')}>
      <strong>{say('stillThere')}</strong>
      <p>{say(besideWork ? 'stillThereWork' : 'stillThereLead')}</p>
      <Button kind="primary" onClick={onStay}>
        {say('stillThereYes', { n: secondsLeft })}
      </Button>
    </div>
  );
}

/** Null until it is time to ask, then the seconds that are left to answer. */
function useSecondsLeft(): number | null {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  useEffect(() => {
    const askAt = Date.now() + ASK_AFTER_MS;
    const timer = setInterval(() => {
      const askedForS = Math.floor((Date.now() - askAt) / 1_000);
      if (askedForS >= 0) setSecondsLeft(Math.max(0, ANSWER_WITHIN_S - askedForS));
    }, 500);
    return () => clearInterval(timer);
  }, []);
  return secondsLeft;
}
