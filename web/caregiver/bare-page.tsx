import type { ReactNode } from 'react';
import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';
import './caregiver.css';
import './sheets.css';

/** Nothing but one thing to read or do. */
export function BarePage({ children }: { children: ReactNode }) {
  return <main className="tb-bare">{children}</main>;
}

/** A lost or replaced tablet shows nothing of any room. */
export function Revoked() {
  return (
    <BarePage>
      <h1>{useWords(caregiverWords)('revoked')}</h1>
    </BarePage>
  );
}
