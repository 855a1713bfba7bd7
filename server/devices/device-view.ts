import type { ClassroomId, DeviceId, SiteId } from '../contract/ids.ts';
import type { DeviceView } from '../contract/sign-in.ts';
import type { devicesIn } from './devices-store.ts';

type DeviceRow = Awaited<ReturnType<typeof devicesIn>>[number];

export const deviceView = (row: DeviceRow, now: Date): DeviceView => ({
  deviceId: row.id as DeviceId,
  name: row.name,
  siteId: row.siteId as SiteId,
  classroomId: row.classroomId as ClassroomId,
  classroomName: row.classroom.name,
  state: stateOf(row, now),
  pairedAt: row.pairedAt?.toISOString() ?? null,
  lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
});

function stateOf(row: DeviceRow, now: Date): DeviceView['state'] {
  if (row.revokedAt !== null) return 'revoked';
  if (row.pairedAt !== null) return 'paired';
  return row.codeExpiresAt !== null && row.codeExpiresAt > now ? 'waiting' : 'code-expired';
}
