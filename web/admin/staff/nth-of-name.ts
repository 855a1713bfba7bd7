import type { DeviceView } from '#contract/sign-in.ts';

/** Which one it is of the tablets of this name in this room, by their ids, which grow with time; null for the only one. */
export function nthOfName(device: DeviceView, devices: readonly DeviceView[]): number | null {
  const same = devices.filter(({ name, classroomId }) => name === device.name && classroomId === device.classroomId);
  const ids = same.map(({ deviceId }) => deviceId).sort();
  return ids.length > 1 ? ids.indexOf(device.deviceId) + 1 : null;
}
