import type { BenchRow } from '../bench-row.ts';
import { npmStart } from '../demo-service.ts';
import { extent, median, shown } from '../figures.ts';

const ROUNDS = 3;
const LIMIT_MS = 8_000;

/** On a machine that is set up, over the demo's data of an earlier start. */
export const startUp: BenchRow = {
  id: 'P10',
  name: 'start-up',
  about: 'npm start until the first camera can be watched',
  measureAlone: async () => {
    const rounds: number[] = [];
    for (let round = -1; round < ROUNDS; round += 1) {
      const service = await npmStart();
      if (round >= 0) rounds.push(service.playableAfterMs); // the one before may have filled the nursery
      await service.stop();
    }
    return [
      {
        what: 'npm start → first camera live',
        ours: shown(rounds),
        against: `${String(LIMIT_MS / 1_000)} s`,
        ratio: median(rounds) / LIMIT_MS,
        goal: 1,
        ...extent(rounds),
        figures: { rounds },
      },
    ];
  },
};
