import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import type { SiteId } from '#contract/ids.ts';
import { LiveViewSwitch } from '#contract/live-view-record.ts';
import { request } from '../../shared/api.ts';

/** Every switch of the site's live view, the newest first. */
export const useLiveViewRecord = (siteId: SiteId) =>
  useQuery({
    queryKey: ['sites', siteId, 'live-view'],
    queryFn: () => request(z.array(LiveViewSwitch), 'GET', `/api/admin/sites/${siteId}/live-view`),
  });
