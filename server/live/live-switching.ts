import type { z } from 'zod';
import type { LiveStream, StepLiveSwitch, SwitchLiveView } from '../contract/live.ts';
import { AppError } from '../platform/errors.ts';
import type { LiveDeps } from './live-deps.ts';
import { asAppError } from './media-problem.ts';

export type LiveSwitching = ReturnType<typeof createLiveSwitching>;

/**
 * Another stream of a view that is open. Nothing is decided for it: it is the same camera under the same lease and the same
 * viewing session, and what ends the view ends all of it.
 */
export function createLiveSwitching({ viewers, media }: Pick<LiveDeps, 'viewers' | 'media'>) {
  async function ofOwn<T>(socketId: string, viewId: string, ask: () => Promise<T>): Promise<T> {
    const viewer = viewers.get(viewId);
    if (viewer?.socketId !== socketId || !viewer.isStarted) throw new AppError('view-gone');
    try {
      const answer = await ask();
      if (viewers.has(viewId)) return answer;
    } catch (error) {
      throw asAppError(error);
    }
    throw new AppError('view-gone'); // it ended meanwhile
  }

  return {
    /** @throws AppError 'view-gone' for a view that is unknown, another socket's, not started or over; 'camera-offline' */
    switchLiveView: (socketId: string, { viewId, stream }: z.output<typeof SwitchLiveView>): Promise<LiveStream> =>
      ofOwn(socketId, viewId, () => media.switchViewer(viewId, stream)),
    /** @throws AppError 'view-gone' */
    stepLiveSwitch: (socketId: string, { viewId, consumerId, step }: z.output<typeof StepLiveSwitch>): Promise<void> =>
      ofOwn(socketId, viewId, () => media.stepSwitch(viewId, consumerId, step)),
  };
}
