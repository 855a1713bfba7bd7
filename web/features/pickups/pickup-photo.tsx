import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { PickupPersonId } from '#contract/ids.ts';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { readPhoto } from './pickups-api.ts';
import './pickup-photo.css';

type Props = { pickupId: PickupPersonId; name: string; hasPhoto: boolean; size: number };

/** How a person looks who may fetch the child; the first character of the name where there is no photo. */
export function PickupPhoto({ pickupId, name, hasPhoto, size }: Props) {
  const photo = useQuery({
    queryKey: ['pickup-photo', pickupId],
    queryFn: () => readPhoto(pickupId),
    enabled: hasPhoto,
    staleTime: Infinity,
  });
  const address = useAddressOf(hasPhoto ? photo.data : undefined);
  if (address === undefined) return <Portrait recipe={null} name={name} size={size} adult />;
  return <img className="pickup-photo" src={address} alt={name} width={size} height={size} />;
}

/** Made and given back with the picture that shows it. */
function useAddressOf(file: Blob | undefined): string | undefined {
  const address = useMemo(() => file && URL.createObjectURL(file), [file]);
  useEffect(
    () => () => {
      if (address !== undefined) URL.revokeObjectURL(address);
    },
    [address],
  );
  return address;
}
