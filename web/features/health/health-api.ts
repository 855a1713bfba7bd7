import { type AddFollowUp, OwnHealth, RoomHealth } from '#contract/health.ts';
import type { ClassroomId, HealthCheckId } from '#contract/ids.ts';
import type { z } from 'zod';
import { Nothing, request } from '../../shared/api.ts';

/** @param classroomId null on a tablet: it knows its own room */
export const readRoomHealth = (classroomId: ClassroomId | null): Promise<RoomHealth> =>
  request(RoomHealth, 'GET', `/api/health/room${classroomId === null ? '' : `?classroomId=${classroomId}`}`);

export const readOwnHealth = (): Promise<z.infer<typeof OwnHealth>> => request(OwnHealth, 'GET', '/api/health/own');

export const followUpPath = (checkId: HealthCheckId): string => `/api/health/checks/${checkId}/follow-ups`;

export const sendFollowUp = (checkId: HealthCheckId, step: z.input<typeof AddFollowUp>): Promise<undefined> =>
  request(Nothing, 'POST', followUpPath(checkId), step);
