import { useEffect, useState } from 'react';

const SHOWN_MS = 8_000;

/** One line about what came of the last thing that was done; it goes by itself, or with the next one. */
export function useNote() {
  const [note, onNote] = useState<string | null>(null);
  useEffect(() => {
    if (note === null) return undefined;
    const timer = setTimeout(() => onNote(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [note]);
  return { note, onNote };
}
