import { startMediaNode } from '../../media/in-process.ts';
import { mediaNodeContract } from './media-node.contract.ts';
import { withCameraAndBrowser } from './with-camera-and-browser.ts';

const setUp = async () => {
  const media = await startMediaNode({ workers: 2, logLevel: 'error' });
  return withCameraAndBrowser(media, () => media.close());
};

mediaNodeContract(setUp, { sendsPictures: true });
