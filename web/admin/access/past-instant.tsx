import { Button, Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../shared/words/book.ts';
import { dateIn, instantIn } from '../../shared/site-time.ts';
import { clock } from '../../shared/time.ts';
import { accessWords } from './words.ts';

type Props = {
  timeZone: string;
  /** Nothing before it can be told. */
  knownSince: string | null;
  at: string | null;
  onChange: (at: string | null) => void;
};

/** Asks for a moment of the past, by the site's own clock. */
export function PastInstant({ timeZone, knownSince, at, onChange }: Props) {
  const say = useWords(accessWords);
  const [isOpen, setOpen] = useState(false);
  const local = (instant: string) => `${dateIn(timeZone, instant)}T${clock(instant, timeZone)}`;
  if (!isOpen)
    return (
      <div>
        <Button size="small" onClick={() => setOpen(true)}>
          {say('past')}
        </Button>
      </div>
    );
  const backToNow = () => {
    onChange(null);
    setOpen(false);
  };
  const now = new Date().toISOString();
  return (
    <div className="ax-past">
      <label className="ax-past">
        {say('pastAt')}
        <Input
          type="datetime-local"
          size="small"
          defaultValue={local(at ?? now)}
          {...(knownSince !== null && { min: local(knownSince) })}
          max={local(now)}
          onChange={({ target }) => onChange(target.value ? instantIn(timeZone, target.value).toISOString() : null)}
        />
      </label>
      <Button size="small" onClick={backToNow}>
        {say('backToNow')}
      </Button>
    </div>
  );
}

/** Why nothing can be told of this moment; null: it can be. */
export function pastFault(at: string | null, knownSince: string | null): 'pastToCome' | 'pastUnknown' | null {
  if (at === null) return null;
  if (new Date(at) > new Date()) return 'pastToCome';
  return knownSince === null || new Date(at) < new Date(knownSince) ? 'pastUnknown' : null;
}
