import { setTimeout as sleep } from 'node:timers/promises';
import type { Load } from './load.ts';

/** A view of which nothing came for so long is taken as dark. */
const DARK_AFTER_MS = 1_000;

/** When the newest packet of a view arrived, Unix time; -Infinity: none ever did. */
export const lastPacketAtMs = async (load: Load, id: string): Promise<number> =>
  Math.max(...((await load.counts())[id] ?? []).map(({ lastAtMs }) => lastAtMs));

/** Where receivers crowd a machine, one may have to wait for its turn so long; later it is taken as one that has ended. */
const COMES_WITHIN_MS = 15_000;

/**
 * Before a view is ended: what was dark already would be seen to end at once.
 * @throws when nothing comes of it
 */
export async function assertComes(load: Load, id: string): Promise<void> {
  if (!(await comes(load, id))) throw new Error('Nothing comes of a view that is to end.');
}

/** The same where hundreds of receivers share the machine: waits until something comes. @throws when nothing does */
export async function untilComes(load: Load, id: string): Promise<void> {
  const deadline = performance.now() + COMES_WITHIN_MS;
  while (performance.now() < deadline) {
    if (await comes(load, id)) return;
    await sleep(50);
  }
  await assertComes(load, id);
}

const comes = async (load: Load, id: string): Promise<boolean> =>
  (await lastPacketAtMs(load, id)) >= performance.timeOrigin + performance.now() - DARK_AFTER_MS;
