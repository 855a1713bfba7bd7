import type { ConcernId } from '#contract/ids.ts';

/** Its site goes along, so that a link leads there from any. */
export const concernPath = ({ concernId, siteId }: { concernId: ConcernId; siteId: string }, more = ''): string =>
  `/a/concerns/${concernId}?site=${siteId}${more}`;
