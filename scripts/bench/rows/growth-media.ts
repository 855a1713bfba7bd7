import type { GstCamera } from '../../gst-camera/gst-camera.ts';
import type { Measured } from '../bench-row.ts';
import { startCamera } from '../camera.ts';
import { cpuSeconds, descendantsOf } from '../cpu-of.ts';
import { inTurn, lineOf } from './growth-cost.ts';
import { costOfOurs } from './ingest-cost.ts';
import { costOf, startOurs } from './viewer-cost.ts';

const ROUNDS = 3;
const WINDOW_MS = 6_000;
const VIEWERS = { small: 10, large: 100 };
const CAMERAS = { small: 4, large: 40 };
const STARTED_AT_ONCE = 8;
const CAMERA_SECONDS = 300;

export async function growViewers(): Promise<Measured> {
  let lost = 0;
  let unserved = 0;
  const cost = async (viewers: number) => {
    const of = await costOf(startOurs, viewers, WINDOW_MS);
    lost += of.lost;
    unserved += viewers - of.full;
    return of.cpuSecondsAViewerMinute;
  };
  const { small, large } = VIEWERS;
  const costs = await inTurn(
    ROUNDS,
    () => cost(small),
    () => cost(large),
  );
  const line = lineOf('a viewer', costs, 'CPU·s a minute', [`${String(small)} viewers`, String(large)]);
  const ours = `${line.ours}, ${String(lost)} lost${unserved > 0 ? `, ${String(unserved)} not served` : ''}`;
  // Who is not served costs nothing.
  return { ...line, ours, ratio: unserved > 0 ? Infinity : line.ratio, figures: { ...line.figures, lost, unserved } };
}

export async function growCameras(): Promise<Measured> {
  const { small, large } = CAMERAS;
  const before = new Set(descendantsOf(process.pid));
  const cameras: GstCamera[] = [];
  try {
    while (cameras.length < large) cameras.push(...(await startSome()));
    const cameraPids = descendantsOf(process.pid).filter((pid) => !before.has(pid));
    const shares: number[] = [];
    const cost = async (count: number) => {
      const [startedAt, used] = [performance.now(), cpuSeconds(cameraPids)];
      const { corePercent } = await costOfOurs(cameras.slice(0, count), WINDOW_MS);
      shares.push(((cpuSeconds(cameraPids) - used) * 100_000) / (performance.now() - startedAt));
      return corePercent;
    };
    const costs = await inTurn(
      ROUNDS,
      () => cost(small),
      () => cost(large),
    );
    const line = lineOf('a camera', costs, '% of a core', [`${String(small)} cameras`, String(large)]);
    return { ...line, figures: { ...line.figures, camerasOwnCorePercent: shares } };
  } finally {
    await Promise.all(cameras.map((camera) => camera.kill()));
  }
}

/** Each is a process of its own: GStreamer's server takes one newcomer at a time. Who watches none of it costs nothing. */
const startSome = (): Promise<GstCamera[]> =>
  Promise.all(Array.from({ length: STARTED_AT_ONCE }, () => startCamera({ seconds: CAMERA_SECONDS })));
