import type { SignatureDoubt } from '#contract/incident-file.ts';
import { useWords } from '../../shared/words/book.ts';
import { doubtWords } from './doubt-words.ts';
import './signature-doubts.css';

const HOUR_MS = 3_600_000;

/** What whoever reads a signature has to know of the account that signed. */
export function SignatureDoubts({ doubts, signedAt }: { doubts: readonly SignatureDoubt[]; signedAt: string }) {
  const say = useWords(doubtWords);
  return doubts.map(({ what, at, by }) => {
    const hours = at === null ? 0 : Math.ceil((Date.parse(signedAt) - Date.parse(at)) / HOUR_MS);
    const who = by ?? say('somebody');
    return (
      <small key={what} className="signature-doubt" role="note">
        {at === null ? say('ofStaffAlone') : say(what, { by: who, n: Math.max(1, hours) })}
      </small>
    );
  });
}
