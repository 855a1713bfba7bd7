import type { Load } from './load.ts';

/** A view of which nothing came for so long is taken as dark. */
const DARK_AFTER_MS = 1_000;

/** When the newest packet of a view arrived, Unix time; -Infinity: none ever did. */
export const lastPacketAtMs = async (load: Load, id: string): Promise<number> =>
  Math.max(...((await load.counts())[id] ?? []).map(({ lastAtMs }) => lastAtMs));

/**
 * Before a view is ended: what was dark already would be seen to end at once.
 * @throws when nothing comes of it
 */
export async function assertComes(load: Load, id: string): Promise<void> {
  const lastAtMs = await lastPacketAtMs(load, id);
  if (lastAtMs < performance.timeOrigin + performance.now() - DARK_AFTER_MS)
    throw new Error('Nothing comes of a view that is to end.');
}
