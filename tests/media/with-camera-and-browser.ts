import type { MediaNode } from '../../media/contract.ts';
import { openBrowserViewer } from '../support/browser-viewer.ts';
import { startTestCamera } from '../support/test-camera.ts';
import type { NodeUnderTest } from './media-node.contract.ts';

/** A node with what it is there for: a real camera on one side, a real browser on the other. */
export async function withCameraAndBrowser(media: MediaNode, endNode: () => Promise<void>): Promise<NodeUnderTest> {
  const [camera, viewer] = await Promise.all([startTestCamera(), openBrowserViewer()]);
  return {
    media,
    viewer,
    source: camera.source,
    unplugCamera: () => camera.unplug(),
    plugInCamera: () => camera.plugIn(),
    end: async () => {
      await endNode();
      await Promise.all([viewer.close(), camera.unplug()]);
    },
  };
}
