import { useEffect, useState } from 'react';
import { useWords } from '../words/book.ts';
import { commonWords } from '../words/common.ts';

const SHOWN_AFTER_MS = 300;

/** Grey cards, and those only when the answer takes longer than a blink. */
export function Loading({ cards = 3 }: { cards?: number }) {
  const say = useWords(commonWords);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className="loading" role="status" aria-label={say('loading')}>
      {Array.from({ length: cards }, (_, index) => (
        <div key={index} className="loading-card" />
      ))}
    </div>
  );
}
