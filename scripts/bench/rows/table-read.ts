import type { AccessTable } from '../../../server/contract/access.ts';
import type { BenchRow } from '../bench-row.ts';
import { extent, median, shown, timed } from '../figures.ts';
import { idOf, TABLE_SITE } from '../fill-nursery.ts';

const LIMIT_MS = 500;
const ROUNDS = 15;

/** The table of rights of one site, from the request to its last byte. */
export const tableRead: BenchRow = {
  id: null,
  name: 'table-read',
  about: 'the table of rights of a site (300 guardians × 24 cameras) from the server',
  measure: async (place) => {
    const ask = await place.admin(TABLE_SITE);
    const read = () => ask(`/api/admin/access?siteId=${idOf('site', TABLE_SITE)}`);
    const firstMs = await timed(read);
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await timed(read));
    const { rows, cameras } = (await read()) as AccessTable;
    return [
      {
        what: `table of ${String(rows.length)} × ${String(cameras.length)} from the server`,
        ours: shown(rounds),
        against: `${String(LIMIT_MS)} ms`,
        ratio: median(rounds) / LIMIT_MS,
        goal: 1,
        ...extent(rounds),
        figures: { firstMs, rounds },
      },
    ];
  },
};
