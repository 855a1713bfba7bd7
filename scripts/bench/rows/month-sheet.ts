import type { Db } from '../../../server/platform/database.ts';
import type { BenchPlace } from '../bench-place.ts';
import type { BenchRow, Measured } from '../bench-row.ts';
import { extent, median, shown, timed } from '../figures.ts';
import { fillMonth, MONTH_ADMIN, type FilledMonth } from '../fill-month.ts';

/** Rounds for as many children as the goal is about, and for ten times as many. */
const ROUNDS = { 1: 7, 10: 2 } as const;
const GOAL = 3;
/** XLSX has to be within the goal; a CSV of every day is held against the same reading. */
const FORMATS = { xlsx: GOAL, csv: GOAL } as const;

/** A month of ten sites as a file, from the request to its last byte, against Prisma reading the rows that it is made of. */
export const monthSheet: BenchRow = {
  id: 'P9',
  name: 'month-sheet',
  about: 'a month’s attendance of 10 sites × 100 children as XLSX and as CSV, and of ten times as many',
  measure: async (place) => {
    const measured: Measured[] = [];
    for (const times of [1, 10] as const) {
      const filled = await fillMonth(place.database.pool, times);
      const ask = await place.admin(MONTH_ADMIN + times);
      for (const format of Object.keys(FORMATS) as (keyof typeof FORMATS)[])
        measured.push(await measureFile(place, filled, { format, rounds: ROUNDS[times] }, ask));
    }
    return measured;
  },
};

type Ask = Awaited<ReturnType<BenchPlace['admin']>>;

async function measureFile(
  { database: { db } }: BenchPlace,
  filled: FilledMonth,
  { format, rounds }: { format: keyof typeof FORMATS; rounds: number },
  ask: Ask,
): Promise<Measured> {
  const file = monthFileOf(ask, filled, format);
  let bytes = 0;
  const exported = () => timed(async () => (bytes = await file()));
  let rows = 0;
  const read = () => timed(async () => (rows = await readWithPrisma(db, filled)));
  await exported();
  const [ours, prisma]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    prisma.push(await read());
    ours.push(await exported());
  }
  if (rows < filled.events) throw new Error(`${String(rows)} rows are not what was filled`);
  return {
    what: `month of ${String(filled.children)} children, ${String(filled.events)} records, ${format.toUpperCase()}`,
    ours: shown(ours),
    against: `${shown(prisma)} read with Prisma`,
    ratio: median(ours) / median(prisma),
    goal: FORMATS[format],
    ...extent(ours),
    figures: { ours, prisma, bytes, rows },
  };
}

/** @returns what asks for the file, as it is sent, and says how large it is */
export function monthFileOf(ask: Ask, { month }: FilledMonth, format: keyof typeof FORMATS): () => Promise<number> {
  const wanted = JSON.stringify({ month, format, sheet: 'days', language: 'zh' });
  const body = new Uint8Array(Buffer.from(wanted));
  const asked = { method: 'POST', body, type: 'application/json', answer: 'bytes' as const, isAlone: true };
  return async () => ((await ask('/api/admin/attendance/month/export', asked)) as ArrayBuffer).byteLength;
}

/** As one who writes the sheet with Prisma would read it: children with what they have, and the month's records. */
async function readWithPrisma(db: Db, { operatorId, month }: FilledMonth): Promise<number> {
  const [from, to] = [new Date(`${month}-01`), new Date(`${month}-30`)];
  const children = await db.child.findMany({
    where: { site: { operatorId } },
    include: {
      enrolments: true,
      dayNotices: true,
      guardianships: { include: { user: { include: { employer: true } } } },
    },
  });
  const events = await db.attendanceEvent.findMany({
    where: { child: { site: { operatorId } }, day: { gte: from, lte: to } },
  });
  return children.length + events.length;
}
