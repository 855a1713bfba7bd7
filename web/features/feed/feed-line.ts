import type { IconName } from '../../shared/ui/icon.tsx';

/** A line of a parent's day. */
export type FeedLine = {
  position: number;
  at: string;
  icon: IconName;
  tone: 'primary' | 'paused' | 'offline' | 'accent';
  title: string;
  detail: string | null;
  /** The page that says more. */
  to?: string;
};
