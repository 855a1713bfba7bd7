import { FIELD, type Strokes } from './strokes.ts';

type DrawnProps = { strokes: Strokes; label: string; className: string };

/** A hand as it was drawn, on the field of every signature; its size and ink are the place's. */
export function DrawnSignature({ strokes, label, className }: DrawnProps) {
  return (
    <svg
      className={className}
      viewBox={`0 0 ${String(FIELD.width)} ${String(FIELD.height)}`}
      role="img"
      aria-label={label}
    >
      {strokes.map((stroke, nth) => (
        <polyline key={nth} points={stroke.join(' ')} />
      ))}
    </svg>
  );
}
