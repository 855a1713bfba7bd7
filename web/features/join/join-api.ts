import { InvitationOpened } from '#contract/invitations.ts';
import { accessToken } from '../../shared/access-token.ts';
import { Nothing, request, requestUnsigned } from '../../shared/api.ts';
import { signIn } from '../../shared/session.ts';

export const openInvitation = (secret: string): Promise<InvitationOpened> =>
  requestUnsigned(InvitationOpened, 'POST', '/api/join/look', { secret });

export type NewAccount = { username: string; password: string };

/** Makes the account and signs in with it. */
export async function joinAnew(secret: string, account: NewAccount): Promise<void> {
  await requestUnsigned(Nothing, 'POST', '/api/join', { secret, ...account });
  await signIn(account);
}

/** Joins who is signed in; read anew afterwards, since a first child opens the parents' pages to them. */
export async function joinAsMe(secret: string): Promise<void> {
  await request(Nothing, 'POST', '/api/join/as-me', { secret });
  await accessToken.renew();
}
