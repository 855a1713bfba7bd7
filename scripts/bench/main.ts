// What a figure is and what it must reach: one table, and the same as JSON. See npm run bench -- --help.
import { parseArgs } from 'node:util';
import { type BenchPlace, openBenchPlace } from './bench-place.ts';
import type { BenchRow } from './bench-row.ts';
import { auditVerify } from './rows/audit-verify.ts';
import { cameraToScreen } from './rows/camera-to-screen.ts';
import { checkIns } from './rows/check-ins.ts';
import { firstLoad } from './rows/first-load.ts';
import { firstPicture } from './rows/first-picture.ts';
import { firstPictureLine } from './rows/first-picture-line.ts';
import { importThousand } from './rows/import-thousand.ts';
import { growth } from './rows/growth.ts';
import { ingestCost } from './rows/ingest-cost.ts';
import { killed } from './rows/killed.ts';
import { monthSheet } from './rows/month-sheet.ts';
import { openDecision } from './rows/open-decision.ts';
import { startUp } from './rows/start-up.ts';
import { tableDrawn } from './rows/table-drawn.ts';
import { tableRead } from './rows/table-read.ts';
import { tapTold } from './rows/tap-told.ts';
import { viewerCost } from './rows/viewer-cost.ts';
import { withdrawn } from './rows/withdrawn.ts';
import { closeAllStarted } from './started.ts';
import { type Line, save, tableOf } from './table.ts';

/**
 * Those that start all they need themselves come first: the filled nursery would run beside them. Openings come before
 * rights are withdrawn in it and children leave.
 */
const ROWS: readonly BenchRow[] = [
  ...[viewerCost, firstPicture, firstPictureLine, cameraToScreen, ingestCost, killed, startUp, firstLoad],
  ...growth,
  ...[openDecision, withdrawn, tapTold, checkIns, monthSheet, tableRead, tableDrawn, importThousand, auditVerify],
];
const JSON_FILE = '.data/bench.json';
/** As a shell says it of a command that was broken off. */
const INTERRUPTED = 130;
const HELP = `npm run bench                       every row, some forty minutes
npm run bench -- --only P2          one row, by its number or name; may be given again
npm run bench -- --json FILE        where the figures go (${JSON_FILE})

Ours and the peer (Debian's Janus, ffmpeg, bare Prisma, bare Socket.IO) in turn in the same run, on this machine alone.
It fills a nursery of ten sites in a database of its own in a temporary folder, and takes that away again.
Figures of different machines cannot be compared, their ratios can. Medians, and the range of the rounds in brackets.
A figure that misses its goal is no error; the exit code is 1 when a row could not be measured.

${ROWS.map(({ id, name, about }) => `  ${(id ?? '').padEnd(5)}${name.padEnd(20)}${about}`).join('\n')}
`;

let nursery: Promise<BenchPlace> | null = null;

async function main(): Promise<void> {
  const options = {
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { only, json = JSON_FILE, help } = parseArgs({ options }).values;
  const chosen = ROWS.filter(({ id, name }) => only === undefined || only.includes(name) || only.includes(id ?? name));
  if (help || chosen.length === 0) {
    process.stdout.write(HELP);
    if (!help) process.exitCode = 2;
    return;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void breakOff());
  const lines: Line[] = [];
  for (const row of chosen) {
    if (isInterrupted) return;
    lines.push(...(await linesOf(row)));
    save(json, lines); // also should a later one bring all of it down
  }
  await closeAllStarted();
  if (isInterrupted) return;
  process.stdout.write(tableOf(lines));
  if (lines.some((line) => 'because' in line && line.isFault)) process.exitCode = 1;
}

/** A row that cannot be measured costs no other one. */
async function linesOf(row: BenchRow): Promise<Line[]> {
  const { id, name } = row;
  process.stderr.write(`${name} …\n`);
  try {
    const measured = 'measure' in row ? await row.measure(await openNursery()) : await row.measureAlone();
    return measured.map((line) => ({ id, row: name, isFault: false, ...line }));
  } catch (error) {
    if (isInterrupted) throw error;
    process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
    return [{ id, row: name, isFault: true, what: row.about, because: String(error) }];
  }
}

function openNursery(): Promise<BenchPlace> {
  if (!nursery) process.stderr.write('filling the nursery …\n');
  return (nursery ??= openBenchPlace());
}

/** What is measured then fails, since what it runs on goes away under it: that is no news. */
let isInterrupted = false;

/** Once: a terminal's Ctrl C comes from it and from who started this. */
async function breakOff(): Promise<void> {
  if (isInterrupted) return;
  isInterrupted = true;
  await closeAllStarted();
  process.exit(INTERRUPTED);
}

await main().catch((error: unknown) => {
  if (!isInterrupted) throw error;
});
