import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import type { ChildId, InvitationId } from '#contract/ids.ts';
import { InvitationMade, InvitationView, type Invite } from '#contract/invitations.ts';
import { request } from '../../shared/api.ts';

const List = z.array(InvitationView);

/** Of one child, the newest first. */
export const useInvitations = (childId: ChildId) =>
  useQuery({
    queryKey: ['invitations', childId],
    queryFn: () => request(List, 'GET', `/api/admin/children/${childId}/invitations`),
  });

export const invite = (childId: ChildId, invited: z.input<typeof Invite>): Promise<InvitationMade> =>
  request(InvitationMade, 'POST', `/api/admin/children/${childId}/invitations`, invited);

/** The same with another link; the link before is void from then on. */
export const inviteAnew = (id: InvitationId): Promise<InvitationMade> =>
  request(InvitationMade, 'POST', `/api/admin/invitations/${id}/anew`);

export const revokeInvitation = (id: InvitationId): Promise<InvitationView[]> =>
  request(List, 'POST', `/api/admin/invitations/${id}/revoke`);
