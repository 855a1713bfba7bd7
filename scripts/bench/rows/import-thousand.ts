import { encode } from 'iconv-lite';
import type { ImportApplied, ImportReport } from '../../../server/contract/imports.ts';
import { IMPORT_COLUMNS, type ImportColumn } from '../../../server/contract/imports.ts';
import { HEADING } from '../../../server/imports/columns.ts';
import type { BenchPlace } from '../bench-place.ts';
import type { BenchRow, Measured } from '../bench-row.ts';
import { extent, shown, timed } from '../figures.ts';
import { EMPTY_SITES, idOf } from '../fill-nursery.ts';

const CHILDREN = 1_000;
const FAULTY = 20;
const LIMIT_MS = 10_000;
const ENCODED = { 'UTF-8': (text: string) => Buffer.from(text), GBK: (text: string) => encode(text, 'gbk') };

/** A file of 1,000 children with 20 faulty rows: tried, then applied, each encoding at an empty site of its own. */
export const importThousand: BenchRow = {
  id: null,
  name: 'import-thousand',
  about: '1,000 children with 20 faulty rows from a CSV, in UTF-8 and in GBK',
  measure: async (place) => {
    const measured: Measured[] = [];
    for (const [index, encoding] of (Object.keys(ENCODED) as (keyof typeof ENCODED)[]).entries())
      measured.push(await importOnce(place, EMPTY_SITES[index] ?? 0, encoding));
    return measured;
  },
};

async function importOnce(place: BenchPlace, site: number, encoding: keyof typeof ENCODED): Promise<Measured> {
  const ask = await place.admin(site);
  const file = new Uint8Array(ENCODED[encoding](csvOf(site)));
  const send = (path: string, more = '') =>
    ask(`/api/admin/imports${path}?siteId=${idOf('site', site)}&name=a.csv${more}`, {
      method: 'POST',
      body: file,
      type: 'application/octet-stream',
    });
  let report: ImportReport | undefined;
  let applied: ImportApplied | undefined;
  const triedMs = await timed(async () => (report = (await send('/trial')) as ImportReport));
  const appliedMs = await timed(async () => (applied = (await send('', '&rows=faultless')) as ImportApplied));
  const { added, faulty } = applied?.counts ?? { added: 0, faulty: 0 };
  if (added !== CHILDREN - FAULTY || faulty !== FAULTY)
    throw new Error(`Not what the file says: ${JSON.stringify(report)}`);
  return {
    what: `import of ${String(added)} children applied, ${encoding}`,
    ours: shown([appliedMs]),
    against: `${String(LIMIT_MS / 1_000)} s`,
    ratio: appliedMs / LIMIT_MS,
    goal: 1,
    ...extent([appliedMs]),
    figures: { triedMs, appliedMs, faulty },
  };
}

/** As a spreadsheet saves it; every fiftieth child is born on a day that there is not. */
function csvOf(site: number): string {
  const rowOf = (n: number): Partial<Record<ImportColumn, string>> => ({
    room: `班${String(n % 40)}`,
    roomKind: '托小班',
    childNumber: `A${String(n)}`,
    childName: `孩子${String(n)}`,
    bornOn: n % (CHILDREN / FAULTY) === 0 ? '2026-02-30' : '2024-05-06',
    sessionKind: '全日托',
    weekdays: '一二三四五',
    from: '08:00',
    to: '17:30',
    startsOn: '2026-01-10',
    guardianName: `家长${String(n)}`,
    relation: '妈妈',
    phone: `139${String(site).padStart(2, '0')}${String(n).padStart(6, '0')}`,
    mayWatch: '是',
    mayPickUp: '是',
  });
  const rows = Array.from({ length: CHILDREN }, (_, n) => rowOf(n));
  const lines = rows.map((row) => IMPORT_COLUMNS.map((column) => row[column] ?? ''));
  return [IMPORT_COLUMNS.map((column) => HEADING[column].zh), ...lines]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
}
