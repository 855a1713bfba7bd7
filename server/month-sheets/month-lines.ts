import type { SheetName } from '../contract/month-sheets.ts';
import { NO_SUMS, addSums } from './child-month.ts';
import type { SheetSite } from './derive-site.ts';
import { MonthTotals } from './month-totals.ts';
import type { SheetFile } from './sheet-file.ts';
import { absenceRows, correctionRows, dayRows, rowContext, sumCells, summaryRow } from './sheet-rows.ts';
import { ALL } from './sheet-words.ts';
import type { Cell, Language } from '../platform/table.ts';

/** Writes a month into a file: each site's lines as it comes, sums at last. */
export class MonthLines {
  readonly #file: SheetFile;
  readonly #language: Language;
  readonly #totals: MonthTotals;
  readonly #children: number[] = [];
  #sums = NO_SUMS;

  constructor(file: SheetFile, language: Language) {
    this.#file = file;
    this.#language = language;
    this.#totals = new MonthTotals(language);
  }

  /** @throws AppError 'too-much-for-one-file' */
  add(part: SheetSite): void {
    const context = rowContext(part, this.#language);
    const of = (make: typeof dayRows) => part.children.flatMap((child) => make(child, part, context));
    const rows: Partial<Record<SheetName, () => Cell[][]>> = {
      summary: () => part.children.map((child) => summaryRow(child, part, context)),
      days: () => of(dayRows),
      absences: () => of(absenceRows),
      corrections: () => of(correctionRows),
    };
    for (const [sheet, make] of Object.entries(rows) as [SheetName, () => Cell[][]][])
      if (this.#file.wants(sheet)) this.#file.write(sheet, make());
    this.#totals.add(part);
    this.#children.push(part.children.length);
    this.#sums = part.children.map((child) => child.sums).reduce(addSums, this.#sums);
  }

  /** @returns how many children of each site are in it, in the order added */
  close(): number[] {
    const sumRow = [ALL[this.#language], null, null, null, null, null, ...sumCells(this.#sums), null];
    if (this.#children.some((count) => count > 0)) this.#file.write('summary', [sumRow], true);
    this.#file.write('totals', this.#totals.rows());
    return this.#children;
  }
}
