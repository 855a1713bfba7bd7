import type { CameraId } from '#contract/ids.ts';
import type { SiteView } from '#contract/people.ts';
import { useCameras } from '../../features/cameras/use-cameras.ts';
import { useClassrooms } from '../../features/sites/use-sites.ts';
import { useWords } from '../../shared/words/book.ts';
import { ConsentGaps } from '../sites/consent-gaps.tsx';
import { accessWords } from './words.ts';

/** By name: whose consent closes the room of this camera now. */
export function RoomGaps({ cameraId, site }: { cameraId: CameraId; site: SiteView }) {
  const say = useWords(accessWords);
  const cameras = useCameras(site.siteId);
  const classrooms = useClassrooms(site.siteId);
  const camera = cameras.data?.find((each) => each.cameraId === cameraId);
  const room = classrooms.data?.find(({ classroomId }) => classroomId === camera?.classroomId);
  if (!room) return null;
  const gaps = room.consentGaps.filter(({ blocksNow }) => blocksNow);
  return gaps.length === 0 ? <p>{say('gapsNone')}</p> : <ConsentGaps gaps={gaps} site={site} />;
}
