import type { BenchRow } from '../bench-row.ts';
import { extent, median, shown } from '../figures.ts';
import { measureOpenings } from '../openings.ts';

const JOINS = 5;
const KEY_FRAME_S = 2;

/** Of the steady picture, a second after it came, read from the barcode in the browser's own pixels. */
export const cameraToScreen: BenchRow = {
  id: 'P3',
  name: 'camera-to-screen',
  about: 'from the camera to the screen in Chromium, against Janus',
  measureAlone: async () => {
    const { ours, janus } = await measureOpenings(JOINS, KEY_FRAME_S);
    const [own, peer] = [ours, janus].map((openings) => openings.map(({ steadyMs }) => steadyMs)) as [
      number[],
      number[],
    ];
    return [
      {
        what: 'camera to screen, median of the steady picture',
        ours: shown(own),
        against: `Janus ${shown(peer)}`,
        ratio: median(own) / median(peer),
        goal: 1,
        ...extent(own),
        figures: { oursMs: own, janusMs: peer },
      },
    ];
  },
};
