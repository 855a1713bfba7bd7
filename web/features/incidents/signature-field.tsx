import SignaturePad from 'signature_pad';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { familyWords } from './family-words.ts';
import { FIELD, MOST_STROKES, pointsOf, type Strokes, strokesOf } from './strokes.ts';
import './family-view.css';

type SignatureFieldProps = { strokes: Strokes; onChange: (strokes: Strokes) => void };

/** Where a finger, a pen or a mouse signs. It shows what is kept, so that nobody signs with something else. */
export function SignatureField({ strokes, onChange }: SignatureFieldProps) {
  const say = useWords(familyWords);
  const canvas = usePad(strokes, onChange);
  return (
    <div className="signature-field">
      <canvas ref={canvas} role="img" aria-label={say('draw')} />
      <div className="row">
        <Button disabled={strokes.length === 0} onClick={() => onChange(strokes.slice(0, -1))}>
          <Icon name="undo" />
          {say('undo')}
        </Button>
        <Button disabled={strokes.length === 0} onClick={() => onChange([])}>
          {say('clear')}
        </Button>
      </div>
    </div>
  );
}

function usePad(strokes: Strokes, onChange: (strokes: Strokes) => void) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad>(null);
  const drawnHere = useRef<Strokes>(null);
  const begins = useEffectEvent((event: Event) => {
    if (strokes.length >= MOST_STROKES) event.preventDefault();
  });
  const drawn = useEffectEvent(() => {
    if (!pad.current || !canvas.current) return;
    drawnHere.current = strokesOf(pad.current.toData(), canvas.current.clientWidth);
    // The pad leaves off the last piece of what was drawn with few points; now, while no stroke is begun, all of it is shown.
    showOn(pad.current, canvas.current, drawnHere.current);
    onChange(drawnHere.current);
  });
  const show = useEffectEvent(() => {
    if (pad.current && canvas.current) showOn(pad.current, canvas.current, strokes);
  });
  useEffect(() => {
    if (!canvas.current) return undefined;
    const made = new SignaturePad(canvas.current, { penColor: '#1f2a2a' });
    pad.current = made;
    made.addEventListener('beginStroke', (event) => begins(event));
    made.addEventListener('endStroke', () => drawn());
    const sizes = new ResizeObserver(() => show());
    sizes.observe(canvas.current);
    return () => {
      sizes.disconnect();
      made.off();
    };
  }, []);
  useEffect(() => {
    // What was drawn is shown already: to show it again would take away the stroke that a quick hand has begun meanwhile.
    if (strokes !== drawnHere.current) show();
  }, [strokes]);
  return canvas;
}

/** Anew at the size that the field has now, as sharp as the screen is. */
function showOn(pad: SignaturePad, canvas: HTMLCanvasElement, strokes: Strokes): void {
  const width = canvas.clientWidth;
  const pen = { penColor: pad.penColor, ...penOf(width), velocityFilterWeight: pad.velocityFilterWeight };
  Object.assign(pad, penOf(width));
  canvas.width = width * devicePixelRatio;
  canvas.height = (canvas.width * FIELD.height) / FIELD.width;
  canvas.getContext('2d')?.scale(devicePixelRatio, devicePixelRatio);
  pad.fromData(
    pointsOf(strokes, width).map((points) => ({
      ...{ ...pen, compositeOperation: pad.compositeOperation },
      // A curve ends before its last point: twice there, it reaches it.
      points: [...points, ...points.slice(-1)].map((point, index) => ({ ...point, pressure: 0.5, time: index * 16 })),
    })),
  );
}

/** One width, as it is shown afterwards: what was drawn fast is no other signature. */
function penOf(widthPx: number): { minWidth: number; maxWidth: number; dotSize: number } {
  const penPx = widthPx / FIELD.width; // half of what it is drawn with
  return { minWidth: penPx, maxWidth: penPx, dotSize: penPx };
}
