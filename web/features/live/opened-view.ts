import type { ViewId } from '#contract/ids.ts';
import type { Changeover } from './changeover.ts';
import type { LivePicture } from './live-state.ts';
import type { Reception } from './receiver.ts';
import type { Way } from './way.ts';

/** A view whose streams are on their way, with what has been seen of it. */
export type OpenedView = {
  viewId: ViewId;
  reception: Reception;
  way: Way;
  /** While a stream of this viewer's own is shown before the shared one. */
  changeover: Changeover | null;
  until: string;
  openedAt: number;
  lastFrameAt: number;
  hasFrame: boolean;
};

/** What of it is to be shown. */
export const pictureOf = ({ reception: { stream, catchUp }, way, changeover, until }: OpenedView): LivePicture => ({
  stream,
  until,
  ...(catchUp && changeover && { catchUp }),
  ...(way === 'https' && { overHttps: true }),
});
