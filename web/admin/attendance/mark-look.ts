import type { DayMark } from '#contract/month-sheets.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import type { PillTone } from '../../shared/ui/pill.tsx';

/** How a day's mark is drawn in lists of one day; the month draws its own shapes. */
export const MARK_LOOK: Record<DayMark, { tone: PillTone; icon: IconName | 'dot' }> = {
  here: { tone: 'live', icon: 'dot' },
  gone: { tone: 'primary', icon: 'leave' },
  full: { tone: 'primary', icon: 'leave' },
  half: { tone: 'primary', icon: 'leave' },
  open: { tone: 'stalled', icon: 'hourglass' },
  expected: { tone: 'refused', icon: 'clock' },
  'absent-reported': { tone: 'paused', icon: 'curtain' },
  'absent-unreported': { tone: 'offline', icon: 'close' },
  closed: { tone: 'refused', icon: 'lock' },
  'not-planned': { tone: 'refused', icon: 'clock' },
};
