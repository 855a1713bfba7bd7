import { z } from 'zod';

/** One record of the audit that someone saw a room's still pictures, which pages show beside each other. */
export type StillRow = { at: Date; actorId: string; cameraId: string; childId: string | null; details: unknown };
export type StillLook = Omit<StillRow, 'at' | 'details'> & { as: 'guardian' | 'guest' | 'staff'; from: Date; to: Date };

/** A page that stays open is recorded once in ten minutes (server/live/posters.ts): what is nearer than this is one look. */
const ONE_LOOK_MS = 15 * 60_000;
const Right = z.object({ as: z.enum(['guardian', 'guest', 'staff']) });

/** Records into looks, each from its first to its last record. Pure. @param rows the oldest first */
export function stillLooks(rows: readonly StillRow[]): StillLook[] {
  const looks: StillLook[] = [];
  const newest = new Map<string, StillLook>();
  for (const { details, at, ...row } of rows) {
    const right = Right.safeParse(details);
    if (!right.success) continue;
    const { as } = right.data;
    const key = [row.actorId, row.cameraId, row.childId, as].join();
    const last = newest.get(key);
    if (last && at.getTime() - last.to.getTime() <= ONE_LOOK_MS) {
      last.to = at;
      continue;
    }
    const look = { ...row, as, from: at, to: at };
    newest.set(key, look);
    looks.push(look);
  }
  return looks;
}
