import type { PickupPersonId } from '#contract/ids.ts';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { usePickupPhoto } from './use-pickup-photo.ts';
import './pickup-photo.css';

type Props = { pickupId: PickupPersonId; name: string; hasPhoto: boolean; size: number };

/** How a person looks who may fetch the child; the first character of the name where there is no photo. */
export function PickupPhoto({ pickupId, name, hasPhoto, size }: Props) {
  const address = usePickupPhoto(pickupId, hasPhoto);
  if (address === null) return <Portrait recipe={null} name={name} size={size} adult />;
  return <img className="pickup-photo" src={address} alt={name} width={size} height={size} />;
}
