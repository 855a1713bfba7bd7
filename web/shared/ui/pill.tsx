import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type PillTone = 'live' | 'stalled' | 'paused' | 'offline' | 'refused' | 'primary' | 'accent' | 'over';

/** A short state: icon, word and shape each suffice without the colour. `dot` stands for live. */
export function Pill({ tone, icon, children }: { tone: PillTone; icon?: IconName | 'dot'; children: ReactNode }) {
  return (
    <span className={`pill pill-${tone}`}>
      {icon === 'dot' && <span className="dot" />}
      {icon && icon !== 'dot' && <Icon name={icon} size={13} weight={2.2} />}
      {children}
    </span>
  );
}
