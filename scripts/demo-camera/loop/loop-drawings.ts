import { SCENES } from '../scene/room-scene.ts';
import { FRAME_MS, LOOP_FRAMES, type Room } from '../stream-format.ts';

/** The drawings of a room's loop, as SVG of 1280×720; the strip at the top of them is only wall. */
export function loopDrawings(room: Room): string[] {
  const { still, moving } = SCENES[room];
  const background = still();
  return Array.from({ length: LOOP_FRAMES }, (_, frame) => {
    const foreground = moving((frame * FRAME_MS) / 1000);
    return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" viewBox="0 0 960 540">${background}${foreground}</svg>`;
  });
}
