import type { BenchRow } from '../bench-row.ts';
import { growChildren } from './growth-children.ts';
import { growLogs } from './growth-logs.ts';
import { growCameras, growViewers } from './growth-media.ts';

/** What the processor does for one of them where there are ten times as many, in all processes that serve it. Each can fail alone. */
export const growth: readonly BenchRow[] = [
  { about: 'what a viewer costs at ten times as many', measureAlone: async () => [await growViewers()] },
  { about: 'what a camera costs at ten times as many', measureAlone: async () => [await growCameras()] },
  { about: 'what is done for a child costs with ten times as many sites and families', measureAlone: growChildren },
  { about: 'what the logs of events and of the audit cost at ten times their length', measureAlone: growLogs },
].map((row) => ({ id: null, name: 'growth', ...row }));
