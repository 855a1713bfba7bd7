import type { ChildView } from '#contract/people.ts';

/** Pictures that run now because of this child. */
export const viewsOf = ({ guardians }: ChildView): number =>
  guardians.reduce((sum, { runningViews }) => sum + runningViews, 0);
