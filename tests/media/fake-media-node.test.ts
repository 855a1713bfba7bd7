import { randomUUID } from 'node:crypto';
import { FakeMediaNode } from '../support/fake-media-node.ts';
import { mediaNodeContract, type NodeUnderTest } from './media-node.contract.ts';

const nowhere = { url: 'rtsp://127.0.0.1/none', username: '', password: '' };
const nothingSeen = { framesDecoded: 0, packetsReceived: 0, lastPacketAtMs: null, widthPx: 0, connection: 'none' };

/** Watches without a picture. */
const blindViewer: NodeUnderTest['viewer'] = {
  canReceive: (media) => media.capabilities(),
  watch: async (media, view) => {
    const viewId = randomUUID();
    await media.openViewer({ canCatchUp: true, ...view, viewId, canReceive: {} });
    await media.startViewer(viewId, { fingerprints: [{ algorithm: 'sha-256', value: '00' }] });
    return viewId;
  },
  addStream: async (media, viewId, stream) => {
    const offer = await media.switchViewer(viewId, stream);
    await media.stepSwitch(viewId, offer.consumer.id, 'ready');
    return offer;
  },
  switchTo: async (media, viewId, stream) => {
    const offer = await blindViewer.addStream(media, viewId, stream);
    await media.stepSwitch(viewId, offer.consumer.id, 'shown');
    return offer;
  },
  seen: () => Promise.resolve(nothingSeen),
};

mediaNodeContract(
  () => {
    const media = new FakeMediaNode();
    const cameraId = randomUUID();
    return Promise.resolve({
      media,
      viewer: blindViewer,
      source: { cameraId, main: nowhere, sub: nowhere, allowedNetworks: [] },
      unplugCamera: () => {
        media.setPhase(cameraId, 'offline', 'unreachable');
        return Promise.resolve();
      },
      plugInCamera: () => {
        media.setPhase(cameraId, 'live');
        return Promise.resolve();
      },
      end: () => media.close(),
    });
  },
  { sendsPictures: false },
);
