import { Button, Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../shared/words/book.ts';
import { dateIn, instantIn } from '../../shared/site-time.ts';
import { clock } from '../../shared/time.ts';
import { accessWords } from './words.ts';

type Props = { timeZone: string; at: string | null; onChange: (at: string | null) => void };

/** Asks for a moment of the past, by the site's own clock. */
export function PastInstant({ timeZone, at, onChange }: Props) {
  const say = useWords(accessWords);
  const [isOpen, setOpen] = useState(false);
  const shown = at ?? new Date().toISOString();
  const local = `${dateIn(timeZone, shown)}T${clock(shown, timeZone)}`;
  if (!isOpen)
    return (
      <div>
        <Button size="small" onClick={() => setOpen(true)}>
          {say('past')}
        </Button>
      </div>
    );
  return (
    <label className="ax-past">
      {say('pastAt')}
      <Input
        type="datetime-local"
        size="small"
        defaultValue={local}
        max={`${dateIn(timeZone, new Date().toISOString())}T${clock(new Date(), timeZone)}`}
        onChange={({ target }) => target.value && onChange(instantIn(timeZone, target.value).toISOString())}
      />
    </label>
  );
}
