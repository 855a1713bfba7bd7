import { useEffect, useState } from 'react';
import { useStore } from '../../shared/store.ts';
import { useWords } from '../../shared/words/book.ts';
import { streamChoice } from './stream-choice.ts';
import type { StreamsShown } from './stream-keeper.ts';
import { streamWords } from './stream-words.ts';

/** Long enough to be read without haste. */
const SHOWN_FOR_MS = 8_000;
const CHOICE_SHOWN_FOR_MS = 2_500;

/** Says once that the line is slow and what was done about it, and after a choice by key what is chosen now. */
export function StreamNote({ streams }: { streams: NonNullable<StreamsShown> }) {
  const say = useWords(streamWords);
  const choice = useStore(streamChoice);
  const saysFell = useShownFor(streams.hasFallen, SHOWN_FOR_MS) && streams.hasFallen;
  const saysChoice = useShownFor(choice, CHOICE_SHOWN_FOR_MS);
  const sentence = saysChoice ? say('chosen', { choice: say(choice) }) : saysFell ? say('fell') : '';
  return (
    <>
      {sentence !== '' && (
        <p className="live-note" aria-hidden="true">
          {sentence}
        </p>
      )}
      {/* There before its words: what comes into the page together with them is not spoken. */}
      <p className="unseen" role="status">
        {sentence}
      </p>
    </>
  );
}

/** True for a while after the value changed, not for the one it began with. */
function useShownFor(value: unknown, ms: number): boolean {
  const [shown, setShown] = useState({ value, isFresh: false });
  if (!Object.is(shown.value, value)) setShown({ value, isFresh: true });
  useEffect(() => {
    if (!shown.isFresh) return undefined;
    const timer = setTimeout(() => setShown({ value: shown.value, isFresh: false }), ms);
    return () => clearTimeout(timer);
  }, [shown, ms]);
  return shown.isFresh;
}
