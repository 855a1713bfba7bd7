import type { MonthSums } from '../contract/month-sheets.ts';
import { addSums, NO_SUMS } from './child-month.ts';
import type { SheetChild, SheetSite } from './derive-site.ts';
import { roomSums, sumCells } from './sheet-rows.ts';
import { LEVEL } from './sheet-words.ts';
import type { Cell, Language } from '../platform/table.ts';

type Total = { name: string; children: number; shared: number; sums: MonthSums };

/**
 * Sums by room, employer, site and over all, gathered site by site. A child with guardians of two employers is in the
 * sums of each, and counted as shared; in those of rooms, sites and all it is there once.
 */
export class MonthTotals {
  readonly #language: Language;
  readonly #rows: Cell[][] = [];
  readonly #employers = new Map<string | null, Total>();
  #all: Total = { name: '', children: 0, shared: 0, sums: NO_SUMS };
  #sites = 0;

  constructor(language: Language) {
    this.#language = language;
  }

  add({ site, isWhole, children }: SheetSite): void {
    for (const { id, name } of site.classrooms) {
      const own = children.filter(({ days }) => days.some(({ classroomId }) => classroomId === id));
      if (own.length > 0) this.#put('room', site.name, { ...counted(name, own), sums: roomSums(own, id) });
    }
    for (const child of children) this.#addToEmployers(child, isWhole);
    const total = counted(site.name, children);
    this.#put('site', site.name, total);
    this.#all = plus(this.#all, total);
    this.#sites += 1;
  }

  /** Rooms under their site, then employers, then all sites. */
  rows(): Cell[][] {
    const known = [...this.#employers].filter(([id]) => id !== null).map(([, total]) => total);
    for (const total of known.sort((a, b) => a.name.localeCompare(b.name, 'zh'))) this.#put('employer', null, total);
    const without = this.#employers.get(null);
    if (without) this.#put('employer', null, { ...without, name: LEVEL.none[this.#language] });
    if (this.#sites > 1) this.#put('all', null, this.#all);
    return this.#rows;
  }

  #addToEmployers(child: SheetChild, isWhole: boolean): void {
    const own = isWhole && child.employers.length === 0 ? [{ id: null, name: '' }] : child.employers;
    for (const { id, name } of own) {
      const before = this.#employers.get(id) ?? { name, children: 0, shared: 0, sums: NO_SUMS };
      this.#employers.set(id, plus(before, counted(name, [child])));
    }
  }

  #put(
    level: 'room' | 'site' | 'employer' | 'all',
    site: string | null,
    { name, children, shared, sums }: Total,
  ): void {
    this.#rows.push([LEVEL[level][this.#language], site, name || null, children, shared, ...sumCells(sums)]);
  }
}

const counted = (name: string, children: readonly SheetChild[]): Total => ({
  name,
  children: children.length,
  shared: children.filter(({ employers }) => employers.length > 1).length,
  sums: children.map(({ sums }) => sums).reduce(addSums, NO_SUMS),
});

const plus = (a: Total, b: Total): Total => ({
  name: a.name,
  children: a.children + b.children,
  shared: a.shared + b.shared,
  sums: addSums(a.sums, b.sums),
});
