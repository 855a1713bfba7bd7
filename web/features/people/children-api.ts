import { z } from 'zod';
import type { ChildId, GuardianshipId, SiteId } from '#contract/ids.ts';
import {
  type AddChild,
  ChildSaved,
  ChildView,
  ConsentRecorded,
  type EndEnrolment,
  EnrolmentEnded,
  GuardianUnlinked,
  type LinkGuardian,
  type RecordConsent,
  type SaveChild,
} from '#contract/people.ts';
import { request } from '../../shared/api.ts';

export type ChildFields = z.input<typeof AddChild>;
export type GuardianFields = z.input<typeof LinkGuardian>;
export type ConsentFields = z.input<typeof RecordConsent>;

export const readChildren = (siteId: SiteId, search: string): Promise<ChildView[]> =>
  request(z.array(ChildView), 'GET', `/api/admin/children?${new URLSearchParams({ siteId, search })}`);

export const addChild = (child: ChildFields): Promise<ChildView> =>
  request(ChildView, 'POST', '/api/admin/children', child);

/** Another room or other hours count from today on; the answer counts the pictures that this ended. */
export const saveChild = (childId: ChildId, child: z.input<typeof SaveChild>) =>
  request(ChildSaved, 'PUT', `/api/admin/children/${childId}`, child);

/** The child has left for good: its family watches no more from now on. */
export const endEnrolment = (childId: ChildId, leaving: z.input<typeof EndEnrolment>) =>
  request(EnrolmentEnded, 'POST', `/api/admin/children/${childId}/leave`, leaving);

export const unlinkGuardian = (childId: ChildId, guardianshipId: GuardianshipId, reason: string) =>
  request(GuardianUnlinked, 'POST', `/api/admin/children/${childId}/guardians/${guardianshipId}/unlink`, { reason });

export const linkGuardian = (childId: ChildId, guardian: GuardianFields): Promise<ChildView> =>
  request(ChildView, 'POST', `/api/admin/children/${childId}/guardians`, guardian);

/** A consent that is withdrawn or missing may end running pictures; the answer counts them. */
export const recordConsent = (childId: ChildId, consent: ConsentFields) =>
  request(ConsentRecorded, 'POST', `/api/admin/children/${childId}/consents`, consent);
