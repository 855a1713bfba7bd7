import { create } from 'qrcode';
import { useMemo } from 'react';

/** Four modules of quiet around it, as readers ask for. */
const QUIET = 4;

/** A code as one path: sharp at any size. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => drawn(text), [text]);
  const edge = size + 2 * QUIET;
  return (
    <svg
      className="ks-qr"
      viewBox={`0 0 ${String(edge)} ${String(edge)}`}
      role="img"
      aria-label={label}
      data-text={text}
    >
      <rect width={edge} height={edge} fill="#fff" />
      <path d={path} fill="#101817" shapeRendering="crispEdges" />
    </svg>
  );
}

function drawn(text: string): { path: string; size: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const dark = Array.from({ length: size * size }, (_, at) => at).filter((at) => modules.data[at] === 1);
  const path = dark.map((at) => `M${String((at % size) + QUIET)} ${String(Math.floor(at / size) + QUIET)}h1v1h-1z`);
  return { path: path.join(''), size };
}
