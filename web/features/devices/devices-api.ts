import { z } from 'zod';
import type { ClassroomId, DeviceId, SiteId } from '#contract/ids.ts';
import { DeviceCode, DeviceView } from '#contract/sign-in.ts';
import { Nothing, request } from '../../shared/api.ts';

export const readDevices = (siteId: SiteId): Promise<DeviceView[]> =>
  request(z.array(DeviceView), 'GET', `/api/admin/devices?siteId=${siteId}`);

/** The answer holds the pairing code, which nobody can read again. */
export const makeDevice = (classroomId: ClassroomId, name: string) =>
  request(DeviceCode, 'POST', '/api/admin/devices', { classroomId, name });

export const revokeDevice = (deviceId: DeviceId) => request(Nothing, 'DELETE', `/api/admin/devices/${deviceId}`);
