import type { ConsentKind } from '../contract/people.ts';

/** One row of the consent ledger as it was written. */
export type SignedRow = {
  kind: ConsentKind;
  /** Of the text that was agreed to. */
  version: number;
  given: boolean;
  validFrom: Date;
  validUntil: Date | null;
  recordedAt: Date;
};

/** A text of the site's operator that has to be agreed to from an instant on; an older version counts no more then. */
export type RequiredText = { kind: ConsentKind; version: number; requiredFrom: Date };

/** One row of the consent ledger, as far as its state depends on it. */
export type ConsentRow = Omit<SignedRow, 'version'> & {
  /** From when on a newer text is needed; null: none is asked for. */
  outdatedFrom: Date | null;
};

export type ConsentStanding = {
  state: 'valid' | 'missing' | 'expired' | 'withdrawn' | 'outdated';
  /** Until when this answer holds if nothing new is recorded; null means for ever. */
  until: Date | null;
};

/** A family's rows beside the texts it is asked to sign. Staff agree to being filmed at work, and sign no text of these. */
export const withRequired = (rows: readonly SignedRow[], texts: readonly RequiredText[]): ConsentRow[] =>
  rows.map(({ version, ...row }) => ({
    ...row,
    outdatedFrom: earliest(
      texts.filter((text) => text.kind === row.kind && text.version > version).map(({ requiredFrom }) => requiredFrom),
    ),
  }));

/**
 * What the ledger says of one kind at `now`. The newest row (by the time it was recorded) that has begun counts;
 * a newer one that begins later takes over at that moment.
 */
export function consentStanding(rows: readonly ConsentRow[], kind: ConsentKind, now: Date): ConsentStanding {
  const ofKind = rows.filter((row) => row.kind === kind);
  const begun = ofKind.filter((row) => row.validFrom <= now).reduce<ConsentRow | null>(newer, null);
  const next = earliest(
    ofKind
      .filter((row) => row.validFrom > now && (begun === null || row.recordedAt >= begun.recordedAt))
      .map((row) => row.validFrom),
  );
  if (begun === null) return { state: 'missing', until: next };
  if (!begun.given) return { state: 'withdrawn', until: next };
  if (begun.validUntil !== null && begun.validUntil <= now) return { state: 'expired', until: next };
  if (begun.outdatedFrom !== null && begun.outdatedFrom <= now)
    return { state: 'outdated', until: earliest([begun.validUntil, next]) };
  return { state: 'valid', until: earliest([begun.validUntil, begun.outdatedFrom, next]) };
}

const newer = (best: ConsentRow | null, row: ConsentRow): ConsentRow =>
  best === null || row.recordedAt >= best.recordedAt ? row : best;

/** The earliest of the given instants; null when there is none. */
export function earliest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce((first, date) => (date !== null && (first === null || date < first) ? date : first), null);
}
