import { useQuery } from '@tanstack/react-query';
import { IncidentClocks } from '#contract/incident-clocks.ts';
import type { SiteId } from '#contract/ids.ts';
import { request } from '../../shared/api.ts';

const pathOf = (siteId: SiteId): string => `/api/admin/sites/${siteId}/incident-clocks`;

/** Read anew with the sites. */
export const useIncidentClocks = (siteId: SiteId) =>
  useQuery({
    queryKey: ['sites', siteId, 'incident-clocks'],
    queryFn: () => request(IncidentClocks, 'GET', pathOf(siteId)),
  });

export const saveIncidentClocks = (siteId: SiteId, clocks: IncidentClocks) =>
  request(IncidentClocks, 'PUT', pathOf(siteId), clocks);
