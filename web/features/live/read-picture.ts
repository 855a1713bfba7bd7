import { PICTURE_BEGINS_HEADER, PICTURE_PART_HEADER } from '#contract/live.ts';
import type { ViewId } from '#contract/ids.ts';
import { requestVideo } from '../../shared/api.ts';

/** A stretch of the picture as fragmented MP4; `begins`: nothing that was read before goes on in it. */
export type PictureRead = { bytes: ArrayBuffer; type: string; last: number; begins: boolean };

export type ReadPicture = (after: number | null, signal: AbortSignal) => Promise<PictureRead | null>;

/** The server answers within 1.5 s; on a slow line a stretch takes its time to arrive. */
const ANSWERED_WITHIN_MS = 8_000;

/** Reads what follows a part; null when there is nothing newer yet. */
export const readPictureOf =
  (viewId: ViewId): ReadPicture =>
  async (after, signal) => {
    const path = `/api/live/views/${viewId}/picture${after === null ? '' : `?after=${String(after)}`}`;
    const answer = await inTime(signal, (until) => requestVideo(path, until));
    if (answer === null) return null;
    const { bytes, headers } = answer;
    return {
      bytes,
      type: headers.get('content-type') ?? '',
      last: Number(headers.get(PICTURE_PART_HEADER)),
      begins: headers.has(PICTURE_BEGINS_HEADER),
    };
  };

/** AbortSignal.any is younger than many a phone. */
async function inTime<T>(signal: AbortSignal, run: (until: AbortSignal) => Promise<T>): Promise<T> {
  const until = new AbortController();
  const stop = () => until.abort();
  const timer = setTimeout(stop, ANSWERED_WITHIN_MS);
  signal.addEventListener('abort', stop);
  try {
    return await run(until.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
