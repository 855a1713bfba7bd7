import { SCENES } from '../scene/room-scene.ts';
import { FORMAT, FRAME_MS, LOOP_FRAMES, type Room } from '../stream-format.ts';

const { width, height, stripHeight } = FORMAT.main;
/** The field the rooms are drawn on is 960 wide; of its top, what the strip covers is left out. */
const UNITS_PER_PIXEL = 960 / width;

/**
 * The drawings of a room's loop, as SVG of the main picture's size without its strip.
 * The scenes say fill-opacity, never opacity: that would be a layer of its own for each cheek, and thrice the time.
 */
export function loopDrawings(room: Room): string[] {
  const { still, moving } = SCENES[room];
  const background = still();
  const shown = [0, stripHeight, width, height - stripHeight].map((pixels) => pixels * UNITS_PER_PIXEL).join(' ');
  const size = `width="${width}" height="${height - stripHeight}" viewBox="${shown}"`;
  return Array.from({ length: LOOP_FRAMES }, (_, frame) => {
    const foreground = moving((frame * FRAME_MS) / 1000);
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${background}${foreground}</svg>`;
  });
}
