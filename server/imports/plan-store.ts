import { randomBytes } from 'node:crypto';
import type { ImportReport } from '../contract/imports.ts';
import { dateColumn } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { isUniqueViolation } from '../platform/unique-violation.ts';
import type { KnownEnrolment } from './known.ts';
import { isLockTimeout } from './known-store.ts';
import type { Plan } from './plan-import.ts';
import type { NewPerson } from './plan-parts.ts';

export type WriteContext = {
  operatorId: string;
  chosenSiteId: string;
  /** Of a secret that nobody has: the accounts open once an administrator has given out a password. */
  passwordHash: string;
};

/** Writes a plan as it stands; give it the transaction that the plan's facts were read in. */
export async function writePlan(tx: Tx, plan: Plan, context: WriteContext): Promise<void> {
  await writeSites(tx, plan, context);
  await tx.classroom.createMany({
    data: plan.newRooms.map(({ id, siteId, name, kind, capacity, ratio }) => ({
      ...{ id, siteId, name, kind, capacity, ratio },
    })),
  });
  await tx.user.createMany({ data: plan.newPeople.map((person) => accountOf(person, context)) });
  await tx.child.createMany({ data: plan.newChildren.map((child) => ({ ...child, bornOn: dayOrNull(child.bornOn) })) });
  await tx.guardianship.createMany({ data: plan.newLinks.map(({ siteId: _, ...link }) => link) });
  for (const { id, fields } of plan.enrolmentChanges)
    await tx.enrolment.update({ where: { id }, data: enrolmentColumns(fields) });
  await tx.enrolment.createMany({
    data: plan.newEnrolments.map(({ siteId: _site, row: _row, ...enrolment }) => ({
      ...enrolment,
      startsOn: dateColumn(enrolment.startsOn),
      endsOn: dayOrNull(enrolment.endsOn),
    })),
  });
  await writeChanges(tx, plan);
}

async function writeChanges(tx: Tx, plan: Plan): Promise<void> {
  for (const { id, fields } of plan.childChanges) {
    const { bornOn, ...others } = fields;
    await tx.child.update({
      where: { id },
      data: { ...others, ...(bornOn && { bornOn: dateColumn(bornOn) }) },
    });
  }
  for (const { id, fields } of plan.personChanges) await tx.user.update({ where: { id }, data: fields });
  for (const { id, fields } of plan.linkChanges) await tx.guardianship.update({ where: { id }, data: fields });
}

/** A new site opens like the chosen one; its live view is off, and its cameras' networks are its own question. */
async function writeSites(tx: Tx, { newSites }: Plan, { operatorId, chosenSiteId }: WriteContext): Promise<void> {
  if (newSites.length === 0) return;
  const { timeZone, roomConsentMode, hours } = await tx.site.findUniqueOrThrow({
    where: { id: chosenSiteId },
    include: { hours: true },
  });
  for (const { id, name } of newSites) {
    const opening = hours.map(({ weekday, opensMinute, closesMinute }) => ({ weekday, opensMinute, closesMinute }));
    await tx.site.create({ data: { id, name, operatorId, timeZone, roomConsentMode, hours: { create: opening } } });
  }
}

const accountOf = ({ siteId: _, ...person }: NewPerson, { operatorId, passwordHash }: WriteContext) => ({
  ...person,
  username: newUsername(),
  operatorId,
  passwordHash,
});

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Says nothing of the person, and is easy to read aloud. */
const newUsername = (): string => `jz-${[...randomBytes(10)].map((byte) => LETTERS[byte % LETTERS.length]).join('')}`;

const dayOrNull = (day: string | null): Date | null => (day === null ? null : dateColumn(day));

function enrolmentColumns({ startsOn, endsOn, ...others }: Partial<Omit<KnownEnrolment, 'id'>>) {
  return {
    ...others,
    ...(startsOn !== undefined && { startsOn: dateColumn(startsOn) }),
    ...(endsOn !== undefined && { endsOn: dayOrNull(endsOn) }),
  };
}

export type Batch = {
  siteId: string;
  fileName: string;
  fileHash: Uint8Array<ArrayBuffer>;
  report: ImportReport;
  at: Date;
  by: string;
};

export async function insertBatch(tx: Tx, { siteId, fileName, fileHash, report, at, by }: Batch): Promise<string> {
  const counts = { ...report.counts, ...report.made };
  const data = { siteId, fileName, fileHash, counts, appliedAt: at, appliedBy: by };
  return (await tx.importBatch.create({ data })).id;
}

/** Somebody else wrote the same at the same time, or holds it too long. */
export const isConflict = (error: unknown): boolean => isUniqueViolation(error) || isLockTimeout(error);
