import { useEffect, useEffectEvent } from 'react';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { kioskWords } from './words.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'erase', '0', 'next'] as const;
export type PadKey = (typeof KEYS)[number];

/** Big keys, a screen's own keyboard would cover half of it. `canGo`: whether "next" leads anywhere. */
export function NumberPad({ canGo, onKey }: { canGo: boolean; onKey: (key: PadKey) => void }) {
  const say = useWords(kioskWords);
  usePhysicalKeys(onKey);
  return (
    <div className="ks-keys">
      {KEYS.map((key) => (
        <button
          key={key}
          type="button"
          className={key === 'next' ? 'ks-next' : ''}
          disabled={key === 'next' && !canGo}
          aria-label={key === 'erase' ? say('erase') : key === 'next' ? say('next') : say('digit', { n: key })}
          onClick={() => onKey(key)}
        >
          {key === 'erase' ? <Icon name="back" size={28} /> : key === 'next' ? say('next') : key}
        </button>
      ))}
    </div>
  );
}

function usePhysicalKeys(onKey: (key: PadKey) => void): void {
  const pressed = useEffectEvent(onKey);
  useEffect(() => {
    const listen = ({ key }: KeyboardEvent): void => {
      if (/^\d$/.test(key)) pressed(key as PadKey);
      if (key === 'Backspace') pressed('erase');
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
