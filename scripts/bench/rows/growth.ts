import type { BenchRow, Measured, Unmeasured } from '../bench-row.ts';
import { growChildren } from './growth-children.ts';
import { growLogs } from './growth-logs.ts';
import { growCameras, growViewers } from './growth-media.ts';

const KINDS: Record<string, () => Promise<Measured[]>> = {
  viewers: async () => [await growViewers()],
  cameras: async () => [await growCameras()],
  children: growChildren,
  logs: growLogs,
};

/** What the processor does for one of them where there are ten times as many: of all processes that serve it. */
export const growth: BenchRow = {
  id: null,
  name: 'growth',
  about: 'what a viewer, a camera, a child’s record and an event cost at ten times as many',
  measureAlone: async () => {
    const lines: (Measured | Unmeasured)[] = [];
    for (const [what, grow] of Object.entries(KINDS)) {
      process.stderr.write(`  ${what} …\n`);
      lines.push(...(await grow()));
    }
    return lines;
  },
};
