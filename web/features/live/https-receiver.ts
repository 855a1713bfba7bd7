import { comesOverHttps } from './connection-seen.ts';
import { HttpsPicture } from './https-picture.ts';
import { readPictureOf } from './read-picture.ts';
import type { Receiver } from './receiver.ts';
import { way } from './way.ts';

/** The browser's half of a view where it can do no WebRTC. */
export const httpsReceiver: Receiver = {
  way: 'https',
  canReceive: {},
  canCatchUp: false,
  receive: ({ viewId }, _start, onFailed) => {
    const failed = () => {
      way.forgetHttps(); // whatever stands in the way, next time the better way is tried first
      onFailed('broke');
    };
    const picture = new HttpsPicture(readPictureOf(viewId), failed);
    const isOver = comesOverHttps();
    return Promise.resolve({
      stream: picture,
      catchUp: null,
      endCatchUp: () => undefined,
      close: () => {
        isOver();
        picture.close();
      },
      way: () => Promise.resolve('https'),
    });
  },
};
