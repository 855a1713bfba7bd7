import type { z } from 'zod';
import { CameraLook, type CameraView } from '../contract/cameras.ts';
import type { CameraId, SiteId } from '../contract/ids.ts';
import { requirePermission } from '../access/roles.ts';
import type { Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { CameraDeps } from './camera-deps.ts';
import { findSitePlace, readCameras, type ListedCamera } from './cameras-store.ts';

type View = z.input<typeof CameraView>;
type ListDeps = Pick<CameraDeps, 'db' | 'now' | 'secrets' | 'log'>;

export async function listCameras(deps: ListDeps, asking: Asking, siteId: SiteId): Promise<View[]> {
  requirePermission(asking, 'cameras:read', await findSitePlace(deps.db, siteId));
  const rows = await readCameras(deps.db, { siteId }, deps.now());
  return rows.map((row) => viewOf(deps, row));
}

export async function readCamera(deps: ListDeps, cameraId: CameraId): Promise<View> {
  const [row] = await readCameras(deps.db, { id: cameraId }, deps.now());
  if (!row) throw new AppError('not-found');
  return viewOf(deps, row);
}

/** Made field by field: whatever a row may come to hold, only this leaves. */
function viewOf(deps: ListDeps, row: ListedCamera): View {
  return {
    cameraId: row.id,
    siteId: row.siteId,
    classroomId: row.classroomId,
    classroomName: row.classroom.name,
    name: row.name,
    areaKind: row.areaKind as View['areaKind'],
    isEnabled: row.isEnabled,
    hasSubStream: hasSubStream(deps, row),
    phase: row.phase as View['phase'],
    fault: row.fault as View['fault'],
    phaseSince: row.phaseSince.toISOString(),
    pausedUntil: row.pauses[0]?.endsAt.toISOString() ?? null,
    hasBeenLive: row.firstLiveAt !== null,
    viewsNow: row.views.length,
    staffViewsNow: row.views.filter(({ viewedAs }) => viewedAs === 'staff').length,
    look: CameraLook.safeParse(row.probe).data ?? null,
    lookedAt: row.probedAt?.toISOString() ?? null,
    signage: row.signage,
    coverage: row.coverage,
  };
}

/** A camera whose secrets do not open (a lost key) is still listed, so that its address can be entered anew. */
function hasSubStream({ secrets, log }: ListDeps, row: ListedCamera): boolean {
  try {
    return secrets.open(row.id as CameraId, row.sources).sub !== null;
  } catch {
    log.error({ cameraId: row.id }, 'the secrets of a camera do not open');
    return false;
  }
}
