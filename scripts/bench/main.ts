// What a figure is and what it must reach: one table, and the same as JSON. See npm run bench -- --help.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchPlace, openBenchPlace } from './bench-place.ts';
import type { BenchRow, Measured } from './bench-row.ts';
import { written } from './figures.ts';
import { auditVerify } from './rows/audit-verify.ts';
import { checkIns } from './rows/check-ins.ts';
import { importThousand } from './rows/import-thousand.ts';
import { monthSheet } from './rows/month-sheet.ts';
import { openDecision } from './rows/open-decision.ts';
import { tableDrawn } from './rows/table-drawn.ts';
import { tableRead } from './rows/table-read.ts';
import { tapTold } from './rows/tap-told.ts';

const ROWS: readonly BenchRow[] = [
  openDecision,
  tableRead,
  tableDrawn,
  importThousand,
  checkIns,
  tapTold,
  auditVerify,
  monthSheet,
];
const JSON_FILE = '.data/bench.json';
/** As a shell says it of a command that was broken off. */
const INTERRUPTED = 130;
const HELP = `npm run bench                       every row
npm run bench -- --only NAME        one row; may be given again
npm run bench -- --json FILE        where the figures go (${JSON_FILE})

It fills a nursery of ten sites in a database of its own in a temporary folder, and takes that away again.
Figures of different machines cannot be compared, their ratios can. Medians, and the range of the rounds in brackets.

${ROWS.map(({ name, about }) => `  ${name.padEnd(18)}${about}`).join('\n')}
`;

type Line = Measured & { row: string };

async function main(): Promise<void> {
  const options = {
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { only, json = JSON_FILE, help } = parseArgs({ options }).values;
  const chosen = ROWS.filter(({ name }) => only === undefined || only.includes(name));
  if (help || chosen.length === 0) {
    process.stdout.write(HELP);
    if (!help) process.exitCode = 2;
    return;
  }
  process.stderr.write('filling the nursery …\n');
  const opening = openBenchPlace();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void breakOff(opening));
  const place = await opening;
  const lines: Line[] = [];
  try {
    for (const { name, measure } of chosen) {
      process.stderr.write(`${name} …\n`);
      lines.push(...(await measure(place)).map((measured) => ({ row: name, ...measured })));
    }
  } finally {
    await place.close();
  }
  process.stdout.write(tableOf(lines));
  save(json, lines);
}

const HEADS = ['row', 'what', 'ours', 'against', 'ratio', 'goal', 'reached'];

function tableOf(lines: readonly Line[]): string {
  const cells = lines.map(({ row, what, ours, against, ratio, goal }) => [
    row,
    what,
    ours,
    against,
    `${written(ratio)} ×`,
    goal === null ? '–' : `≤ ${written(goal)} ×`,
    goal === null ? '–' : ratio <= goal ? 'yes' : 'NO',
  ]);
  const all = [HEADS, ...cells];
  const widths = HEADS.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function save(file: string, lines: readonly Line[]): void {
  const machine = { cores: availableParallelism(), memoryGiB: Math.round(totalmem() / 2 ** 30), load: loadavg() };
  const node = process.version;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), node, machine, lines }, null, 2)}\n`);
  process.stderr.write(`figures: ${file}\n`);
}

/** What is measured then fails, since its database goes away under it: that is no news. */
let isInterrupted = false;

async function breakOff(opening: Promise<BenchPlace>): Promise<void> {
  isInterrupted = true;
  await (await opening).close();
  process.exit(INTERRUPTED);
}

await main().catch((error: unknown) => {
  if (!isInterrupted) throw error;
});
