import type { Signature } from '#contract/incident-steps.ts';
import { useWords } from '../../shared/words/book.ts';
import { familyWords } from './family-words.ts';
import { FIELD, pointsOf } from './strokes.ts';
import './family-view.css';

/** As it was drawn, or the name that was typed. */
export function SignatureShown({ signature }: { signature: Signature }) {
  const say = useWords(familyWords);
  if (signature.kind === 'typed') return <p className="signature-name">{say('typed', { name: signature.name })}</p>;
  return (
    <svg
      className="signature-shown"
      viewBox={`0 0 ${String(FIELD.width)} ${String(FIELD.height)}`}
      role="img"
      aria-label={say('drawn')}
    >
      {pointsOf(signature.strokes).map((points, index) => (
        <polyline key={index} points={points.map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')} />
      ))}
    </svg>
  );
}
