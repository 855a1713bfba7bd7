import { useRef, useState } from 'react';
import type { DoorVisit } from '#contract/kiosk.ts';
import { recordAtScreen, visitByPin } from '../features/kiosk/kiosk-api.ts';
import { VisitChildren } from '../features/kiosk/visit-children.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { NumberPad, type PadKey } from './number-pad.tsx';
import { useForgetting } from './use-forgetting.ts';
import { kioskWords } from './words.ts';

/** A mainland number is full then, and the PIN comes by itself. */
const PHONE_DIGITS = 11;
const MOST_PHONE_DIGITS = 15;
const LEAST_PHONE_DIGITS = 7;
const PIN_DIGITS = 6;

/** For who has no phone at hand: number, PIN, and then one's own children by the name they are called. */
export function PinEntry() {
  const say = useWords(kioskWords);
  const language = useLanguage();
  const { entry, visit, error, busy, press, forget } = useEntry();
  useForgetting(forget, visit !== null || entry.phone !== '' || error !== null);
  if (visit)
    return (
      <section className="ks-pin" aria-labelledby="hello">
        <h2 id="hello">{say('hello')}</h2>
        <VisitChildren visit={visit} record={recordAtScreen} />
        <button type="button" className="ks-quiet" onClick={forget}>
          {say('end')}
        </button>
        <p className="dim">{say('forgets')}</p>
      </section>
    );
  const canGo = entry.step === 'phone' && entry.phone.length >= LEAST_PHONE_DIGITS;
  return (
    <section className="ks-pin" aria-labelledby="pin-title">
      <h2 id="pin-title">{say('orPin')}</h2>
      <p className={`ks-field ${entry.step === 'phone' ? 'ks-on' : ''}`}>
        <span>{say('phone')}</span>
        <output aria-label={say('phone')}>{grouped(entry.phone)}</output>
      </p>
      <p className={`ks-field ${entry.step === 'pin' ? 'ks-on' : ''}`}>
        <span>{say('pin')}</span>
        <output className="ks-dots" aria-label={say('pinFilled', { n: entry.pin.length })}>
          {Array.from({ length: PIN_DIGITS }, (_, nth) => (
            <i key={nth} className={nth < entry.pin.length || busy ? 'filled' : ''} />
          ))}
        </output>
      </p>
      <p role="alert" className="ks-wrong">
        {error !== null && errorSentence(error, language)}
      </p>
      <NumberPad canGo={canGo} onKey={press} />
      <p className="ks-foot">
        <span className="dim">{say('noPin')}</span>
        {entry.phone !== '' && (
          <button type="button" className="ks-quiet" onClick={forget}>
            {say('back')}
          </button>
        )}
      </p>
    </section>
  );
}

type Entry = { step: 'phone' | 'pin'; phone: string; pin: string };
const EMPTY: Entry = { step: 'phone', phone: '', pin: '' };

function useEntry() {
  const [entry, setEntry] = useState<Entry>(EMPTY);
  const [visit, setVisit] = useState<DoorVisit | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  /** Counts who stood here: an answer to somebody who has gone is nobody's. */
  const visitor = useRef(0);
  const forget = (): void => {
    visitor.current += 1;
    setBusy(false);
    setEntry(EMPTY);
    setVisit(null);
    setError(null);
  };
  const press = (key: PadKey): void => {
    if (busy || visit) return;
    setError(null);
    const next = pressed(entry, key);
    setEntry(next);
    if (next.pin.length < PIN_DIGITS) return;
    setBusy(true);
    const asking = visitor.current;
    const answer = (show: () => void): void => {
      if (visitor.current !== asking) return;
      setBusy(false);
      show();
    };
    visitByPin(next.phone, next.pin).then(
      (begun) => answer(() => setVisit(begun)),
      (problem: unknown) =>
        answer(() => {
          setError(problem);
          setEntry({ ...next, pin: '' });
        }),
    );
  };
  return { entry, visit, error, busy, press, forget };
}

function pressed(entry: Entry, key: PadKey): Entry {
  const { step, phone, pin } = entry;
  if (key === 'next') return phone.length >= LEAST_PHONE_DIGITS ? { ...entry, step: 'pin' } : entry;
  if (key === 'erase') {
    if (step === 'pin' && pin !== '') return { ...entry, pin: pin.slice(0, -1) };
    return { step: 'phone', phone: phone.slice(0, -1), pin: '' };
  }
  if (step === 'pin') return { ...entry, pin: (pin + key).slice(0, PIN_DIGITS) };
  const longer = (phone + key).slice(0, MOST_PHONE_DIGITS);
  return { ...entry, phone: longer, step: longer.startsWith('1') && longer.length === PHONE_DIGITS ? 'pin' : 'phone' };
}

const grouped = (phone: string): string => phone.replace(/^(\d{3})(\d{0,4})(\d*)$/, '$1 $2 $3').trim();
