import type { ClassroomId } from '#contract/ids.ts';
import { DoorWaiting } from '#contract/kiosk.ts';
import { request } from '../../shared/api.ts';

/** @param classroomId for staff on their own browser; null on a tablet, which knows its room. */
export const readDoorWaiting = (classroomId: ClassroomId | null): Promise<DoorWaiting> =>
  request(
    DoorWaiting,
    'GET',
    classroomId ? `/api/room/door-waiting?classroomId=${classroomId}` : '/api/room/door-waiting',
  );
