import type { Response } from 'express';
import { listScopes, requireSameReach } from '../access/roles.ts';
import { recordAudits } from '../audit/audit-store.ts';
import { REGISTER_EXPORT_MOST, type ExportRegister, type RegisterFilter } from '../contract/incident-register.ts';
import type { AskingUser } from '../platform/asking.ts';
import { attachment, fileName } from '../platform/attachment.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Cell } from '../platform/table.ts';
import { FILE_TYPE, tableFile } from '../platform/table-file.ts';
import type { RegisterDeps } from './register-deps.ts';
import { FORMS, type RegisterForm } from './register-forms.ts';
import { namesAt, staffAmong } from '../incidents/names-store.ts';
import { actorsIn, linesOf, staffIn, type RegisterLine } from './register-lines.ts';
import {
  filesOf,
  findHits,
  sitesOfRegister,
  type RegisterFile,
  type RegisterHit,
  type RegisterSite,
} from './register-store.ts';

/** Read so many at a time, that whatever else the server does comes in between. */
const BATCH = 100;

/**
 * What is searched for as a file, a line for each child, the oldest first; of one child that is asked for its own lines
 * alone, whoever else was in it. That it was taken out is recorded before it leaves. Of a site out of reach there is nothing
 * in it, as of none.
 * @throws AppError 'forbidden', 'second-factor-needed', 'too-much-for-one-file'
 */
export async function exportRegister(
  deps: RegisterDeps,
  asking: AskingUser,
  { form, format, ...filter }: ExportRegister,
  res: Response,
): Promise<void> {
  const { db } = deps;
  const sites = await sitesOfRegister(db, listScopes(asking, 'incidents:review'), filter.siteId);
  const page = { order: 'oldest', after: null, limit: REGISTER_EXPORT_MOST + 1 } as const;
  const hits = await findHits(db, sites, filter, page);
  if (hits.length > REGISTER_EXPORT_MOST) throw new AppError('too-much-for-one-file');
  const { title, plain, columns } = FORMS[form];
  const { takes } = FORMS[form];
  const isMeant = (line: RegisterLine) => isAskedFor(line, filter);
  const { rows, ofSite, leftOut } = await readRows(db, sites, hits, { takes, columns, isMeant });
  const heads = columns.map(({ head, kind, width }) => ({ head, kind, width }));
  const bytes = await tableFile({ format, title, columns: heads, rows });
  if (res.closed) return;
  // What was taken from them while it was made reaches them no more.
  requireSameReach(asking, await deps.askAnew(asking), 'incidents:review');
  await recordExport(deps, asking, { form, format, ...filter }, ofSite);
  const [site] = filter.siteId === undefined ? [] : sites;
  const span = [filter.from, filter.to].flatMap((day) => day ?? []);
  const name = fileName([title, ...(site ? [site.name] : []), ...span], format);
  res.setHeader('content-type', FILE_TYPE[format]);
  res.setHeader('content-disposition', attachment(name, `${plain}.${format}`));
  res.setHeader('x-rows', String(rows.length));
  res.setHeader('x-left-out', String(leftOut));
  res.end(bytes);
}

const isAskedFor = ({ child }: RegisterLine, { childId }: RegisterFilter): boolean =>
  childId === undefined || child?.id === childId;

type Read = {
  rows: Cell[][];
  ofSite: Map<string, number>;
  /** Lines that are asked for and have no place on this form. */
  leftOut: number;
};
type Wanted = Pick<RegisterForm, 'takes' | 'columns'> & { isMeant: (line: RegisterLine) => boolean };

async function readRows(
  db: Db,
  sites: readonly RegisterSite[],
  hits: readonly RegisterHit[],
  { takes, columns, isMeant }: Wanted,
): Promise<Read> {
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  const read: Read = { rows: [], ofSite: new Map(), leftOut: 0 };
  for (let from = 0; from < hits.length; from += BATCH) {
    const batch = hits.slice(from, from + BATCH);
    const files = await filesOf(
      db,
      batch.map(({ id }) => id),
    );
    const [nameAt, staff] = await Promise.all([
      namesAt(db, [...actorsIn(files), ...staffIn(files)]),
      staffOf(db, sites, files),
    ]);
    const fileOf = new Map(files.map((file) => [file.id, file]));
    for (const { id, state } of batch) {
      const file = fileOf.get(id);
      const site = file && siteOf.get(file.siteId);
      const named = site && { state, nameAt, site, staff: staff.get(site.operatorId) ?? new Set() };
      const meant = file && named ? linesOf(file, named).filter(isMeant) : [];
      const lines = meant.filter(takes);
      read.leftOut += meant.length - lines.length;
      for (const line of lines) read.rows.push(columns.map(({ of }) => of(line)));
      if (site && lines.length > 0) read.ofSite.set(site.id, (read.ofSite.get(site.id) ?? 0) + lines.length);
    }
  }
  return read;
}

/** Of each operator of these sites, whom the files name of its own people. */
async function staffOf(db: Db, sites: readonly RegisterSite[], files: readonly RegisterFile[]) {
  const named = staffIn(files);
  const operators = [...new Set(sites.map(({ operatorId }) => operatorId))];
  return new Map(await Promise.all(operators.map(async (id) => [id, await staffAmong(db, id, named)] as const)));
}

/** Each site's own audit says what left it; of a site of which nothing is in the file nothing did. */
async function recordExport(
  { db, now }: RegisterDeps,
  { userId, address }: AskingUser,
  { siteId, childId, text, ...asked }: ExportRegister,
  ofSite: ReadonlyMap<string, number>,
): Promise<void> {
  const left = ofSite.size === 0 ? [[null, 0] as const] : [...ofSite];
  // Not what was searched for: it may be a name, and the ids tell whom it was about.
  const conditions = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value ?? null]));
  const details = { ...conditions, isSearched: text !== undefined && text !== '' };
  const entries = left.map(([id, rows]) => ({
    action: 'incidents-exported' as const,
    at: now(),
    actorId: userId,
    siteId: id,
    childId: childId !== undefined && rows > 0 ? childId : null,
    address,
    details: { ...details, rows },
  }));
  await db.$transaction((tx) => recordAudits(tx, entries));
}
