import type { ServerToClient } from '../contract/events.ts';
import type { CameraId, ClassroomId, DeviceId, SessionId, SiteId, UserId } from '../contract/ids.ts';

/** Whose views a changed fact may end. Several parts narrow it: a user *and* a camera. */
export type FactsScope = {
  userId?: UserId;
  /** Any of these people. */
  userIds?: ReadonlySet<string>;
  cameraId?: CameraId;
  classroomId?: ClassroomId;
  siteId?: SiteId;
};

/**
 * Decides every running view of the scope anew. Call it after the commit: a decision must see the new fact.
 * @returns how many views were ended.
 */
export type OnFactsChanged = (scope: FactsScope) => Promise<number>;

export type SessionScope = { sessionId: SessionId } | { userId: UserId } | { deviceId: DeviceId };
export type SessionEnd = Parameters<ServerToClient['session:ended']>[0]['reason'];

/** Closes the sockets and ends the views of sessions that are over. Call it after the commit, too. */
export type OnSessionEnded = (scope: SessionScope, reason: SessionEnd) => Promise<void>;
