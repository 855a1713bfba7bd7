import { useQuery } from '@tanstack/react-query';
import type { OrganizationId } from '#contract/ids.ts';
import { readEmployers, saveNetworks } from './employers-api.ts';

/** Under the sites' key: what changes a site changes them. */
export const useEmployers = () => useQuery({ queryKey: ['sites', 'employers'], queryFn: readEmployers });

/** What would come of these networks; asked anew while it is looked at, since people come and go. */
export const useNetworksTrial = (id: OrganizationId, networks: readonly string[]) =>
  useQuery({
    queryKey: ['sites', 'employers', id, 'trial', networks],
    queryFn: () => saveNetworks(id, networks, true),
    retry: false,
    refetchInterval: 10_000,
    gcTime: 0,
  });
