import { useQuery } from '@tanstack/react-query';
import type { SiteId } from '#contract/ids.ts';
import { readCameras } from './cameras-api.ts';

export const useCameras = (siteId: SiteId) =>
  useQuery({ queryKey: ['cameras', siteId], queryFn: () => readCameras(siteId) });
