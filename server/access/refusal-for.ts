import { publicRefusal, type Refusal, type RefusalReason } from '../contract/refusal.ts';
import type { LoadedFacts } from './watch-facts.ts';
import type { RefusalDetail } from './watch-terms.ts';

/** Codes whose sentence names the viewer's own child. */
const ABOUT_THE_CHILD: ReadonlySet<string> = new Set([
  'child-not-arrived',
  'child-left',
  'child-elsewhere',
  'insurance-invalid',
  'outside-session',
]);

/**
 * What a guardian's browser is told: the public code, and only what its sentence needs. A camera that does not exist
 * and one that is not the viewer's answer alike, without even the site's telephone number.
 */
export function refusalFor(reason: RefusalReason, detail: RefusalDetail, loaded: LoadedFacts | null): Refusal {
  const code = publicRefusal(reason);
  if (loaded === null || reason === 'not-linked') return { code };
  const child =
    detail.childId !== undefined && ABOUT_THE_CHILD.has(code) ? loaded.childNames.get(detail.childId) : undefined;
  return {
    code,
    timeZone: loaded.place.timeZone,
    ...(loaded.place.phone && { phone: loaded.place.phone }),
    ...(child !== undefined && { child }),
    ...elsewhere(code, detail, loaded),
    ...(code === 'network-not-allowed' && loaded.employer !== null && { employer: loaded.employer }),
    ...(detail.from && { from: detail.from.toISOString() }),
    ...(detail.to && { to: detail.to.toISOString() }),
    ...(detail.next && { next: detail.next.toISOString() }),
    ...(detail.n !== undefined && { n: detail.n }),
  };
}

function elsewhere(code: string, detail: RefusalDetail, loaded: LoadedFacts): Partial<Refusal> {
  const room =
    code === 'child-elsewhere' && detail.childId !== undefined ? loaded.childRooms.get(detail.childId) : undefined;
  return room ? { classroomId: room.classroomId, room: room.name } : {};
}
