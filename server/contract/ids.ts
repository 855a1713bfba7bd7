import { z } from 'zod';

/** Ids are UUIDs with a brand, so that a camera's cannot be passed for a child's. */
export const UserId = z.uuid().brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;
export const SessionId = z.uuid().brand<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;
export const DeviceId = z.uuid().brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;
export const OrganizationId = z.uuid().brand<'OrganizationId'>();
export type OrganizationId = z.infer<typeof OrganizationId>;
export const SiteId = z.uuid().brand<'SiteId'>();
export type SiteId = z.infer<typeof SiteId>;
export const ClassroomId = z.uuid().brand<'ClassroomId'>();
export type ClassroomId = z.infer<typeof ClassroomId>;
export const ChildId = z.uuid().brand<'ChildId'>();
export type ChildId = z.infer<typeof ChildId>;
export const CameraId = z.uuid().brand<'CameraId'>();
export type CameraId = z.infer<typeof CameraId>;
export const ViewId = z.uuid().brand<'ViewId'>();
export type ViewId = z.infer<typeof ViewId>;
export const AttendanceEventId = z.uuid().brand<'AttendanceEventId'>();
export type AttendanceEventId = z.infer<typeof AttendanceEventId>;
export const GuardianshipId = z.uuid().brand<'GuardianshipId'>();
export type GuardianshipId = z.infer<typeof GuardianshipId>;
export const GrantId = z.uuid().brand<'GrantId'>();
export type GrantId = z.infer<typeof GrantId>;
export const DenyId = z.uuid().brand<'DenyId'>();
export type DenyId = z.infer<typeof DenyId>;
