import type { MediaNode, ViewerOffer } from '#media';
import type { z } from 'zod';
import type { OpenLiveView } from '../contract/live.ts';

type Asked = Pick<z.output<typeof OpenLiveView>, 'way' | 'cameraId' | 'stream' | 'canReceive' | 'canCatchUp'>;

/** The view at the media node, in the way that the browser can do. @returns null for one that is read over HTTPS */
export async function askForOffer(
  media: MediaNode,
  view: { viewId: string; leaseMs: number },
  { way, cameraId, stream, canReceive, canCatchUp }: Asked,
): Promise<ViewerOffer | null> {
  if (way === 'webrtc') return media.openViewer({ ...view, cameraId, stream, canReceive, canCatchUp });
  await media.openHttpsViewer({ ...view, cameraId, stream });
  return null;
}
