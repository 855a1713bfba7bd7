import { z } from 'zod';
import type { ClassroomId, OrganizationId, SiteId } from '#contract/ids.ts';
import {
  ClassroomView,
  LiveViewSwitched,
  OrganizationView,
  type SaveClassroom,
  type SaveSite,
  SiteSaved,
  SiteView,
  type SwitchLiveView,
} from '#contract/people.ts';
import { StrictTrial } from '#contract/strict-trial.ts';
import { request } from '../../shared/api.ts';

export type SiteFields = z.input<typeof SaveSite>;
export type ClassroomFields = z.input<typeof SaveClassroom>;

export const readSites = (): Promise<SiteView[]> => request(z.array(SiteView), 'GET', '/api/admin/sites');

export const addSite = (operatorId: OrganizationId, site: SiteFields): Promise<SiteView> =>
  request(SiteView, 'POST', '/api/admin/sites', { ...site, operatorId });

/** The answer says how many running pictures it ended. */
export const saveSite = (siteId: SiteId, site: SiteFields) =>
  request(SiteSaved, 'PUT', `/api/admin/sites/${siteId}`, site);

/** The answer says how many running pictures the switch ended. */
export const switchLiveView = (siteId: SiteId, change: z.input<typeof SwitchLiveView>) =>
  request(LiveViewSwitched, 'POST', `/api/admin/sites/${siteId}/live-view`, change);

export const readStrictTrial = (siteId: SiteId) =>
  request(StrictTrial, 'GET', `/api/admin/sites/${siteId}/strict-trial`);

export const readClassrooms = (siteId: SiteId): Promise<ClassroomView[]> =>
  request(z.array(ClassroomView), 'GET', `/api/admin/classrooms?siteId=${siteId}`);

export const addClassroom = (siteId: SiteId, classroom: ClassroomFields): Promise<ClassroomView> =>
  request(ClassroomView, 'POST', '/api/admin/classrooms', { ...classroom, siteId });

export const saveClassroom = (classroomId: ClassroomId, classroom: ClassroomFields): Promise<ClassroomView> =>
  request(ClassroomView, 'PUT', `/api/admin/classrooms/${classroomId}`, classroom);

export const readOrganizations = () => request(z.array(OrganizationView), 'GET', '/api/admin/organizations');
