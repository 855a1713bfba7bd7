import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** Nothing to show, and why. */
export function Empty({ icon = 'list', children }: { icon?: IconName; children: ReactNode }) {
  return (
    <div className="empty">
      <Icon name={icon} size={28} weight={1.6} />
      {children}
    </div>
  );
}
