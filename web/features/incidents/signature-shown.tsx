import type { Signature } from '#contract/incident-steps.ts';
import { useWords } from '../../shared/words/book.ts';
import { DrawnSignature } from './drawn-signature.tsx';
import { familyWords } from './family-words.ts';
import './family-view.css';

/** As it was drawn, or the name that was typed. */
export function SignatureShown({ signature }: { signature: Signature }) {
  const say = useWords(familyWords);
  if (signature.kind === 'typed') return <p className="signature-name">{say('typed', { name: signature.name })}</p>;
  return <DrawnSignature strokes={signature.strokes} label={say('drawn')} className="signature-shown" />;
}
