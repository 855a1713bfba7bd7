import { sealAll } from '../../../server/audit/seal-entries.ts';
import { giveNumbers } from '../../../server/events/event-store.ts';
import type { BenchPlace } from '../bench-place.ts';
import type { Measured } from '../bench-row.ts';
import { fillMonth, MONTH_ADMIN } from '../fill-month.ts';
import { CHILDREN_PER_SITE, idOf } from '../fill-nursery.ts';
import { tokensFor } from '../sessions.ts';
import { recording } from './check-ins.ts';
import { cpuMsOfUnit, growthOf, inTurn, lineOf, type Pair, withPair, type Work } from './growth-cost.ts';
import { monthFileOf } from './month-sheet.ts';
import { endsRecorded, once } from './open-decision.ts';

const SITES = { small: 1, large: 10 };
const GUARDIANS_PER_SITE = 2 * CHILDREN_PER_SITE;
/** A sheet is made of all children at once: its first round is as good as any. */
const MONTH_ROUNDS = 3;
/** As many parents in either nursery, from all over it. */
const PARENTS = 50;

const KINDS: readonly { what: string; workOf: (place: BenchPlace, sites: number) => Promise<Work> | Work }[] = [
  { what: 'an opening decided and recorded, and its end', workOf: deciding },
  { what: 'a check-in', workOf: checkingIn },
  { what: 'a parent’s home', workOf: showingHome },
];

/** Sites with their rooms, cameras, children, families and staff, and what was recorded of them. */
export const growChildren = (): Promise<Measured[]> =>
  withPair({ sites: SITES.small }, { sites: SITES.large }, async (pair) => {
    const lines: Measured[] = [];
    for (const { what, workOf } of KINDS) {
      const works = { small: await workOf(pair.small, SITES.small), large: await workOf(pair.large, SITES.large) };
      lines.push(lineOf(what, await growthOf(pair, works), 'ms', childrenIn(CHILDREN_PER_SITE)));
    }
    return [...lines, await growMonth(pair)];
  });

const childrenIn = (count: number): [string, string] => [`${String(count)} children`, String(count * SITES.large)];

function deciding(place: BenchPlace, sites: number): Work {
  const unit = () => once(place, 'opening', sites * GUARDIANS_PER_SITE);
  return { perRound: 150, unit, rest: () => endsRecorded().then(() => sealAll(place.database.db)) };
}

/** Of as many children, each with as many records a day, from all over the nursery. */
export function checkingIn({ database: { db } }: BenchPlace, sites: number): Work {
  const record = recording(db, CHILDREN_PER_SITE, (_, turn) => turn * sites);
  const rest = () => Promise.all([giveNumbers(db), sealAll(db)]);
  return { perRound: 150, unit: () => record(0), rest };
}

async function showingHome(place: BenchPlace, sites: number): Promise<Work> {
  const apart = (sites * GUARDIANS_PER_SITE) / PARENTS;
  const ask = await parentsAsking(
    place,
    Array.from({ length: PARENTS }, (_, n) => n * apart),
  );
  return { perRound: PARENTS, unit: () => ask('/api/home') };
}

/** @returns what asks as one after the other of these guardians */
export async function parentsAsking(place: BenchPlace, guardians: readonly number[]) {
  const tokens = await tokensFor(
    place,
    guardians.map((n) => idOf('guardian', n)),
  );
  let turn = 0;
  return async (asked: string) => {
    const authorization = `Bearer ${tokens[turn++ % tokens.length] ?? ''}`;
    const answer = await fetch(place.url + asked, { headers: { authorization } });
    if (!answer.ok) throw new Error(`${asked}: ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as unknown;
  };
}

async function growMonth({ small, large }: Pair): Promise<Measured> {
  const works: (() => Promise<number>)[] = [];
  for (const [place, times] of [
    [small, SITES.small],
    [large, SITES.large],
  ] as const) {
    const filled = await fillMonth(place.database.pool, times);
    const unit = monthFileOf(await place.admin(MONTH_ADMIN + times), filled, 'xlsx');
    works.push(async () => (await cpuMsOfUnit(place, { perRound: 1, unit })) / filled.children);
  }
  const [ofSmall, ofLarge] = works as [() => Promise<number>, () => Promise<number>];
  const costs = await inTurn(MONTH_ROUNDS, ofSmall, ofLarge);
  return lineOf('a child in a month’s sheet', costs, 'ms', childrenIn(1_000));
}
