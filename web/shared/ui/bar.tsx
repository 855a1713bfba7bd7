import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** One quiet line across the page: something is not as usual, and mends by itself. */
export function Bar({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <div className="bar" role="status">
      <Icon name={icon} />
      <span>{children}</span>
    </div>
  );
}
