import { z } from 'zod';
import type { ChildId, SiteId } from '#contract/ids.ts';
import { type AddChild, ChildView, ConsentRecorded, type LinkGuardian, type RecordConsent } from '#contract/people.ts';
import { request } from '../../shared/api.ts';

export type ChildFields = z.input<typeof AddChild>;
export type GuardianFields = z.input<typeof LinkGuardian>;
export type ConsentFields = z.input<typeof RecordConsent>;

export const readChildren = (siteId: SiteId, search: string): Promise<ChildView[]> =>
  request(z.array(ChildView), 'GET', `/api/admin/children?${new URLSearchParams({ siteId, search })}`);

export const addChild = (child: ChildFields): Promise<ChildView> =>
  request(ChildView, 'POST', '/api/admin/children', child);

export const linkGuardian = (childId: ChildId, guardian: GuardianFields): Promise<ChildView> =>
  request(ChildView, 'POST', `/api/admin/children/${childId}/guardians`, guardian);

/** A consent that is withdrawn or missing may end running pictures; the answer counts them. */
export const recordConsent = (childId: ChildId, consent: ConsentFields) =>
  request(ConsentRecorded, 'POST', `/api/admin/children/${childId}/consents`, consent);
