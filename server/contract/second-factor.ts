import { z } from 'zod';
import type { Role } from './people.ts';

/** Roles that count only in a sign-in whose second factor was met: always, or for those who set one up. */
export const SECOND_FACTOR_ROLES: readonly Role[] = ['site_admin', 'org_admin', 'operator_admin', 'inspector'];

export const ADMIN_SECOND_FACTOR = ['required', 'offered'] as const;
export type AdminSecondFactor = (typeof ADMIN_SECOND_FACTOR)[number];

/** Where a person stands in this sign-in. `to-be-set-up`: something of theirs waits for a second factor that they do not have. */
export const SecondFactorState = z.enum(['not-needed', 'to-be-set-up', 'to-be-met', 'met']);
export type SecondFactorState = z.infer<typeof SecondFactorState>;

/** Six digits of the app, or a recovery code however it is typed. */
export const SecondFactorCode = z.string().trim().min(6).max(30);
export const ProveSecondFactor = z.object({ code: SecondFactorCode });

/** What weakens an account asks for both again: an unlocked browser alone does not do it. */
export const ProveAll = z.object({ password: z.string().min(1).max(200), code: SecondFactorCode });
export type ProveAll = z.infer<typeof ProveAll>;

export const SecondFactorView = z.object({
  state: SecondFactorState,
  since: z.iso.datetime().nullable(),
  recoveryCodesLeft: z.number().int(),
});
export type SecondFactorView = z.infer<typeof SecondFactorView>;

/** Shown until the first right code; `uri` is what the QR code says. */
export const SecondFactorBegun = z.object({ secret: z.string(), uri: z.string() });
export type SecondFactorBegun = z.infer<typeof SecondFactorBegun>;

/** Shown this once; each lets its owner in once when the telephone is lost. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;
