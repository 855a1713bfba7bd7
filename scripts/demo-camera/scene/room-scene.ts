import type { Room } from '../stream-format.ts';
import { HAITANG_WALL, haitangMoving, haitangStill } from './haitang.ts';
import { QINGMIAO_WALL, qingmiaoMoving, qingmiaoStill } from './qingmiao.ts';

/** A drawn room on a field of 960×540. `wall` is also the colour of the strip above it. */
export type RoomScene = { wall: string; still: () => string; moving: (t: number) => string };

export const SCENES: Record<Room, RoomScene> = {
  haitang: { wall: HAITANG_WALL, still: haitangStill, moving: haitangMoving },
  qingmiao: { wall: QINGMIAO_WALL, still: qingmiaoStill, moving: qingmiaoMoving },
};
