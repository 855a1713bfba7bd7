import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { PickupPersonId } from '#contract/ids.ts';
import { readPickupPhoto } from './room-pickups-api.ts';

/** The address of a person's photo in this page, null until it is there or when there is none. */
export function usePickupPhoto(pickupId: PickupPersonId, hasPhoto: boolean): string | null {
  const { data } = useQuery({
    queryKey: ['pickup-photo', pickupId],
    queryFn: () => readPickupPhoto(pickupId),
    enabled: hasPhoto,
    staleTime: Infinity,
  });
  const address = useMemo(() => (data ? URL.createObjectURL(data) : null), [data]);
  useEffect(() => {
    if (address === null) return undefined;
    return () => URL.revokeObjectURL(address);
  }, [address]);
  return address;
}
