import type { ReactNode } from 'react';
import type { IncidentKind } from '#contract/incidents.ts';

/** Drawn on 24 × 24, strokes only. */
const DRAWN: Record<IncidentKind, ReactNode> = {
  fall: (
    <>
      <circle cx="17" cy="5" r="2.500" />
      <path d="M4 20l5-4-1-6 6-1 4 4M8 10L4 7M14 9l1 7 4 4" />
    </>
  ),
  bite: (
    <>
      <path d="M4 10c0-5 4-6 8-4 4-2 8-1 8 4 0 4-2 5-2.500 11-2 0-2-6-5.500-6s-3.500 6-5.500 6C6 15 4 14 4 10z" />
    </>
  ),
  scratch: (
    <>
      <path d="M6 3c0 7 1 12 3 18M12 3c0 7 1 12 3 18M18 3c0 7 1 12 3 18" />
    </>
  ),
  prick: (
    <>
      <rect x="3" y="8" width="18" height="8" rx="4" />
      <path d="M12 8v8" />
    </>
  ),
  fever: (
    <>
      <path d="M10 13V5a2 2 0 0 1 4 0v8a4.500 4.500 0 1 1-4 0zM12 9v8" />
    </>
  ),
  vomiting: (
    <>
      <circle cx="12" cy="9" r="6" />
      <path d="M10 8h.01M14 8h.01M10 12h4M11 15c-1 3-3 3-3 6h8c0-3-2-3-3-6" />
    </>
  ),
  sting: (
    <>
      <ellipse cx="12" cy="14" rx="5" ry="6" />
      <path d="M12 8V4M7 12H3M21 12h-4M7 17l-3 2M17 17l3 2M8 9L5 6M16 9l3-3" />
    </>
  ),
  other: (
    <>
      <path d="M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5" />
    </>
  ),
  allergy: (
    <>
      <circle cx="12" cy="12" r="3" />
      <path d="M12 9c-3-6 3-6 0 0M12 15c-3 6 3 6 0 0M9 12c-6-3-6 3 0 0M15 12c6-3 6 3 0 0" />
    </>
  ),
  choking: (
    <>
      <circle cx="12" cy="7" r="4" />
      <path d="M12 11v3M8 21c0-4 1-7 4-7s4 3 4 7M10 17l4 3M14 17l-4 3" />
    </>
  ),
  burn: (
    <>
      <path d="M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-3 2-4 2-7 2 1 3 3 3 4 1-2 2-4 1-8z" />
    </>
  ),
  missing: (
    <>
      <path d="M4 21V6h16v15M12 6v15M4 13h16M9 3h6" />
    </>
  ),
};

/** Always beside its word, so it is hidden from screen readers. */
export function KindIcon({ kind, size = 24 }: { kind: IncidentKind; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {DRAWN[kind]}
    </svg>
  );
}
