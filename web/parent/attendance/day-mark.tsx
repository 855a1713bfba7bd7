import type { ReactNode } from 'react';
import type { DayMark as Mark } from '#contract/month-sheets.ts';

/** Each day's shape; the colour is beside it and never says it alone. */
const DRAWN: Record<Mark, ReactNode> = {
  full: <rect x="3" y="3" width="18" height="18" rx="3" fill="var(--primary)" />,
  half: (
    <>
      <rect x="4" y="4" width="16" height="16" rx="2.500" fill="none" stroke="var(--primary)" strokeWidth="2" />
      <rect x="4" y="12" width="16" height="8" fill="var(--primary)" />
    </>
  ),
  here: (
    <>
      <rect x="4" y="4" width="16" height="16" rx="2.500" fill="none" stroke="var(--primary)" strokeWidth="2" />
      <circle cx="12" cy="12" r="4" fill="var(--primary)" />
    </>
  ),
  gone: (
    <>
      <rect x="4" y="4" width="16" height="16" rx="2.500" fill="none" stroke="var(--primary)" strokeWidth="2" />
      <path d="M8 12h8" stroke="var(--primary)" strokeWidth="2" strokeLinecap="round" />
    </>
  ),
  open: (
    <>
      <rect
        x="4"
        y="4"
        width="16"
        height="16"
        rx="2.500"
        fill="none"
        stroke="var(--stalled)"
        strokeWidth="2"
        strokeDasharray="4 3"
      />
      <path d="M12 8v5M12 16h.01" stroke="var(--stalled)" strokeWidth="2.400" strokeLinecap="round" />
    </>
  ),
  'absent-reported': <circle cx="12" cy="12" r="8" fill="none" stroke="var(--paused)" strokeWidth="2.400" />,
  'absent-unreported': (
    <path d="M6 6l12 12M18 6L6 18" stroke="var(--offline)" strokeWidth="2.600" strokeLinecap="round" />
  ),
  expected: (
    <rect
      x="4"
      y="4"
      width="16"
      height="16"
      rx="2.500"
      fill="none"
      stroke="var(--border)"
      strokeWidth="1.500"
      strokeDasharray="2 3"
    />
  ),
  closed: <path d="M5 12h14" stroke="var(--border)" strokeWidth="2" strokeLinecap="round" />,
  'not-planned': null,
};

/** The shape of a day in the calendar; a dot in the corner says that it was corrected. Words stand beside it. */
export function DayMark({
  mark,
  isCorrected = false,
  size = 24,
}: {
  mark: Mark;
  isCorrected?: boolean;
  size?: number;
}) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {DRAWN[mark]}
      {isCorrected && <circle cx="20" cy="4" r="4" fill="var(--accent)" stroke="var(--card)" strokeWidth="1.500" />}
    </svg>
  );
}
