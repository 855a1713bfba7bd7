import type { DoubtKind } from '../contract/incident-file.ts';

/** What was done to the account that signed, or to its right to the child, as the audit has it. */
export type AccountAct = {
  action: 'password-reset' | 'second-factor-reset' | 'linked';
  at: Date;
  /** Null: it is not known. */
  by: string | null;
};
export type Doubt = { what: DoubtKind; at: Date | null; by: string | null };

/** So long somebody who was given another's account may wait before they use it, without it standing beside the signature. */
const LOOKED_BACK_MS = 30 * 86_400_000;

type Signed = { at: Date; incidentAt: Date; isStaff: boolean };

/**
 * What whoever reads a family's signature has to know: somebody else reset the account's password or second step in the
 * thirty days before it; its right to the child came after the incident; or it is an account of the staff, with who linked
 * it. None of it says that the signature is false. Pure.
 */
export function doubtsOf({ at, incidentAt, isStaff }: Signed, acts: readonly AccountAct[]): Doubt[] {
  const before = acts.filter((act) => act.at <= at).sort((a, b) => b.at.getTime() - a.at.getTime());
  const resets = (['password-reset', 'second-factor-reset'] as const).flatMap((what): Doubt[] => {
    const last = before.find(({ action }) => action === what);
    return last && at.getTime() - last.at.getTime() <= LOOKED_BACK_MS ? [{ what, at: last.at, by: last.by }] : [];
  });
  const link = before.find(({ action }) => action === 'linked');
  const isLate = link !== undefined && link.at >= incidentAt;
  if (isStaff) return [...resets, { what: 'of-the-staff', at: link?.at ?? null, by: link?.by ?? null }];
  return isLate ? [...resets, { what: 'linked-later', at: link.at, by: link.by }] : resets;
}
