import type { ConsentState } from '#contract/people.ts';
import type { IconName } from '../shared/ui/icon.tsx';
import type { PillTone } from '../shared/ui/pill.tsx';

/** How a consent's state is drawn in the console. */
export const CONSENT_LOOK: Record<ConsentState['state'], { tone: PillTone; icon: IconName }> = {
  valid: { tone: 'live', icon: 'check' },
  missing: { tone: 'refused', icon: 'close' },
  expired: { tone: 'stalled', icon: 'clock' },
  withdrawn: { tone: 'offline', icon: 'undo' },
  outdated: { tone: 'stalled', icon: 'clock' },
};
