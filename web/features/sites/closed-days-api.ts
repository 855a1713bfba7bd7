import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { ClosedDay, type CloseDays, DaysClosed } from '#contract/closed-days.ts';
import type { SiteId } from '#contract/ids.ts';
import { request } from '../../shared/api.ts';

const pathOf = (siteId: SiteId): string => `/api/admin/sites/${siteId}/closed-days`;

/** Past ones too. Read anew with the sites. */
export const useClosedDays = (siteId: SiteId) =>
  useQuery({
    queryKey: ['sites', siteId, 'closed-days'],
    queryFn: () => request(z.array(ClosedDay), 'GET', pathOf(siteId)),
  });

export const closeDays = (siteId: SiteId, days: z.input<typeof CloseDays>) =>
  request(DaysClosed, 'POST', pathOf(siteId), days);

export const openDays = (siteId: SiteId, { from, to }: { from: string; to: string }) =>
  request(DaysClosed, 'DELETE', `${pathOf(siteId)}?from=${from}&to=${to}`);
