import type { ClassroomId } from '#contract/ids.ts';
import { DoorWaiting } from '#contract/kiosk.ts';
import { Nothing, request } from '../../shared/api.ts';

/** @param classroomId for staff on their own browser; null on a tablet, which knows its room. */
export const readDoorWaiting = (classroomId: ClassroomId | null): Promise<DoorWaiting> =>
  request(
    DoorWaiting,
    'GET',
    classroomId ? `/api/room/door-waiting?classroomId=${classroomId}` : '/api/room/door-waiting',
  );

/** The room has seen it: the line goes for everybody in it. */
export const answerDoorWaiting = (classroomId: ClassroomId | null, waitingId: string): Promise<undefined> =>
  request(Nothing, 'POST', '/api/room/door-waiting/answers', { waitingId, ...(classroomId && { classroomId }) });
