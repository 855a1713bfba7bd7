import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useStore } from '../../shared/store.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import type { StreamChoice } from './next-stream.ts';
import { chooseStream, STREAM_CHOICES, streamChoice } from './stream-choice.ts';
import type { StreamsShown } from './stream-keeper.ts';
import { streamWords, weightOfAnHour, WORD_OF } from './stream-words.ts';
import './choose-stream.css';

type Streams = { streams: NonNullable<StreamsShown> };

/** Which picture to be sent: by itself, clear or saving, with what each costs. */
export function ChooseStream({ streams }: Streams) {
  const say = useWords(streamWords);
  const choice = useStore(streamChoice);
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menuId = useId();
  const hasSub = streams.bitRates.sub !== null;
  const word =
    hasSub && choice === 'auto' ? say('now', { now: say(WORD_OF[streams.sent]) }) : say(WORD_OF[streams.sent]);
  const leave = (event: FocusEvent<HTMLDivElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  const sentence = hasSub ? say('label', { choice: word }) : say('onlyOne');
  return (
    <div role="presentation" className="live-streams" onBlur={leave} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className={hasSub ? 'live-control' : 'live-control live-control-none'}
        aria-label={sentence}
        title={sentence}
        aria-disabled={!hasSub}
        aria-expanded={isOpen}
        aria-controls={menuId}
        onClick={() => setOpen(hasSub && !isOpen)}
      >
        <Icon name="wifi" size={20} />
        <span className="live-control-word">{word}</span>
      </button>
      {isOpen && (
        // A press on the words would take the focus out of the list, which closes it before the release chooses.
        <div role="presentation" onMouseDown={(event) => event.preventDefault()}>
          <Choices id={menuId} streams={streams} choice={choice} button={button} onDone={() => setOpen(false)} />
        </div>
      )}
    </div>
  );
}

type ChoicesProps = Streams & {
  id: string;
  choice: StreamChoice;
  button: RefObject<HTMLButtonElement | null>;
  onDone: () => void;
};

function Choices({ id, streams, choice, button, onDone }: ChoicesProps) {
  const say = useWords(streamWords);
  const name = useId();
  const menu = useRef<HTMLFieldSetElement>(null);
  // The next key goes on from what is chosen; the page stays where it is.
  useEffect(() => menu.current?.querySelector<HTMLInputElement>('input:checked')?.focus({ preventScroll: true }), []);
  return (
    <fieldset ref={menu} id={id} className="live-streams-menu">
      <legend className="unseen">{say('quality')}</legend>
      {STREAM_CHOICES.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name={name}
            checked={each === choice}
            onChange={() => chooseStream(each)}
            onClick={(event) => {
              // Arrow keys click as well, at no place: with them one goes on choosing.
              if (event.clientX === 0 && event.clientY === 0) return;
              onDone();
              button.current?.focus();
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              onDone();
              button.current?.focus();
            }}
          />
          <span className="live-streams-word">{say(each)}</span>
          <span className="live-streams-cost">
            <Cost choice={each} streams={streams} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Cost({ choice, streams: { bitRates } }: Streams & { choice: StreamChoice }) {
  const say = useWords(streamWords);
  if (choice === 'auto') return say('autoLead');
  const bitsPerSecond = choice === 'clear' ? bitRates.main : bitRates.sub;
  return bitsPerSecond ? say('cost', { amount: weightOfAnHour(bitsPerSecond) }) : null;
}
