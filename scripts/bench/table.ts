import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Measured, Unmeasured } from './bench-row.ts';
import { written } from './figures.ts';

/** `isFault`: the row itself failed. */
export type Line = (Measured | Unmeasured) & { id: string | null; row: string; isFault: boolean };

const HEADS = ['', 'row', 'what', 'ours', 'against', 'ratio', 'goal', 'reached'];

export function tableOf(lines: readonly Line[]): string {
  const cells = lines.map((line) => [line.id ?? '', line.row, ...cellsOf(line)]);
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

function cellsOf(line: Line): string[] {
  if ('because' in line) return [line.what, 'not measured', line.because, '–', '–', '–'];
  const { what, ours, against, ratio, goal } = line;
  const judged = goal === null ? ['–', '–'] : [`≤ ${written(goal)} ×`, ratio <= goal ? 'yes' : 'NO'];
  return [what, ours, against, `${written(ratio)} ×`, ...judged];
}

export function save(file: string, lines: readonly Line[]): void {
  const machine = { cores: availableParallelism(), memoryGiB: Math.round(totalmem() / 2 ** 30), load: loadavg() };
  const node = process.version;
  const rows = lines.map((line) => {
    const { id, row, what } = line;
    if ('because' in line) return { id, row, what, notMeasured: line.because };
    const { ours, against: peer, ratio, goal, n, spread, figures } = line;
    return { id, row, what, ours, peer, ratio, goal, ok: goal === null ? null : ratio <= goal, n, spread, figures };
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), node, machine, rows }, null, 2)}\n`);
  process.stderr.write(`figures: ${file}\n`);
}
