import { consentStanding, type RequiredText, type SignedRow, withRequired } from '../access/consent-state.ts';
import type { ConsentStandingView } from '../contract/consents.ts';
import { CONSENT_KINDS, type ConsentKind } from '../contract/people.ts';

/** Rows as the database has them. */
export type LedgerRow = Omit<SignedRow, 'kind'> & { kind: string };
export type TextRow = { kind: string; version: number; requiredFrom: Date | null };

/** What the rule itself reads of each kind, and until when. */
export function standingsOf(ledger: readonly LedgerRow[], texts: readonly TextRow[], at: Date): ConsentStandingView[] {
  const rows = withRequired(ledger as readonly SignedRow[], requiredOf(texts));
  return CONSENT_KINDS.map((kind) => {
    const { state, until } = consentStanding(rows, kind, at);
    const last = newestBegun(ledger, kind, at);
    const end = state === 'valid' ? until : (last?.validUntil ?? null);
    return { kind, state, until: end?.toISOString() ?? null, version: last?.version ?? null };
  });
}

export const newestOf = <T extends TextRow>(texts: readonly T[], kind: ConsentKind): T | undefined =>
  texts.filter((text) => text.kind === kind).sort((a, b) => b.version - a.version)[0];

const requiredOf = (texts: readonly TextRow[]): RequiredText[] =>
  texts.flatMap(({ kind, version, requiredFrom }) =>
    requiredFrom === null ? [] : [{ kind: kind as ConsentKind, version, requiredFrom }],
  );

const newestBegun = (ledger: readonly LedgerRow[], kind: ConsentKind, at: Date): LedgerRow | null =>
  ledger
    .filter((row) => row.kind === kind && row.validFrom <= at)
    .reduce<LedgerRow | null>((best, row) => (best === null || row.recordedAt > best.recordedAt ? row : best), null);
