import { useEffect, useEffectEvent, useState } from 'react';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';

const PIN_LENGTH = 4;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'erase'] as const;

/** Asks for a PIN of four. */
export function PinPad({ busy, onPin }: { busy: boolean; onPin: (pin: string) => void }) {
  const say = useWords(caregiverWords);
  return <DigitPad length={PIN_LENGTH} busy={busy} filled={(n) => say('pinFilled', { n })} onDigits={onPin} />;
}

type DigitPadProps = {
  length: number;
  busy: boolean;
  /** Says how many digits are entered. */
  filled: (n: number) => string;
  onDigits: (digits: string) => void;
};

/** Asks for so many digits and hands them over with the last one. The digits themselves are never shown. */
export function DigitPad({ length, busy, filled, onDigits }: DigitPadProps) {
  const say = useWords(caregiverWords);
  const [digits, setDigits] = useState('');
  const press = (key: string) => {
    if (busy) return;
    if (key === 'erase') {
      setDigits(digits.slice(0, -1));
      return;
    }
    const next = digits + key;
    setDigits(next.length === length ? '' : next);
    if (next.length === length) onDigits(next);
  };
  useDigitKeys(press);
  return (
    <div className="tb-pin">
      <p className="tb-pin-dots" role="status" aria-label={filled(digits.length)}>
        {Array.from({ length }, (_, i) => (
          <i key={i} className={i < digits.length || busy ? 'filled' : ''} />
        ))}
      </p>
      <div className="tb-keys">
        {KEYS.map((key, i) =>
          key === '' ? (
            <span key={i} />
          ) : (
            <button
              key={i}
              type="button"
              aria-label={key === 'erase' ? say('erase') : say('digit', { n: key })}
              onClick={() => press(key)}
            >
              {key === 'erase' ? <Icon name="back" size={24} /> : key}
            </button>
          ),
        )}
      </div>
    </div>
  );
}

/** For a tablet with a keyboard. */
function useDigitKeys(press: (key: string) => void): void {
  const pressed = useEffectEvent(press);
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (/^\d$/.test(key)) pressed(key);
      if (key === 'Backspace') pressed('erase');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
