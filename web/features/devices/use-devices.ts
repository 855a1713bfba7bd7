import { useQuery } from '@tanstack/react-query';
import type { SiteId } from '#contract/ids.ts';
import { readDevices } from './devices-api.ts';

export const useDevices = (siteId: SiteId) =>
  useQuery({ queryKey: ['devices', siteId], queryFn: () => readDevices(siteId) });
