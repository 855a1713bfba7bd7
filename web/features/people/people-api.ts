import { z } from 'zod';
import type { SiteId, UserId } from '#contract/ids.ts';
import {
  type AddPerson,
  type AddRole,
  PersonView,
  type RecordConsent,
  type SavePerson,
  ViewsEnded,
} from '#contract/people.ts';
import { Nothing, request } from '../../shared/api.ts';

export type PersonFields = z.input<typeof AddPerson>;
export type RoleFields = z.input<typeof AddRole>;

export const readPeople = (siteId: SiteId, search: string): Promise<PersonView[]> =>
  request(z.array(PersonView), 'GET', `/api/admin/people?${new URLSearchParams({ siteId, search })}`);

export const addPerson = (person: PersonFields): Promise<PersonView> =>
  request(PersonView, 'POST', '/api/admin/people', person);

export const savePerson = (userId: UserId, person: z.input<typeof SavePerson>): Promise<PersonView> =>
  request(PersonView, 'PUT', `/api/admin/people/${userId}`, person);

export const suspendPerson = (userId: UserId, suspended: boolean, reason: string) =>
  request(ViewsEnded, 'PUT', `/api/admin/people/${userId}/suspension`, { suspended, reason });

export const addRole = (userId: UserId, role: RoleFields): Promise<PersonView> =>
  request(PersonView, 'POST', `/api/admin/people/${userId}/roles`, role);

export const removeRole = (userId: UserId, roleId: string): Promise<PersonView> =>
  request(PersonView, 'DELETE', `/api/admin/people/${userId}/roles/${roleId}`);

export const setPin = (userId: UserId, pin: string) =>
  request(Nothing, 'PUT', `/api/admin/people/${userId}/pin`, { pin });

/** Ends every session of the person. */
export const resetPassword = (userId: UserId, password: string) =>
  request(Nothing, 'PUT', `/api/admin/people/${userId}/password`, { password });

export const recordStaffConsent = (userId: UserId, consent: z.input<typeof RecordConsent>) =>
  request(ViewsEnded, 'POST', `/api/admin/staff/${userId}/consents`, consent);
