import { useEffect, useMemo } from 'react';
import type { CameraId } from '#contract/ids.ts';
import { useStore } from '../../shared/store.ts';
import type { ShownFrame } from './changeover.ts';
import type { LiveState, PausedBy } from './live-state.ts';
import type { LiveViewing } from './live-viewing.ts';
import type { Reception } from './receiver.ts';
import type { StreamsShown } from './stream-keeper.ts';
import { useOtherTabs } from './use-other-tabs.ts';
import { claim, watchingOf } from './watching.ts';

export type LiveControl = {
  state: LiveState;
  pause: (by: PausedBy) => void;
  resume: () => void;
  giveReason: (reason: string) => void;
  /** The browser has shown a frame of one of the view's streams. */
  seen: (stream: Reception['stream'], frame: ShownFrame) => void;
  streams: StreamsShown;
  /** How wide the picture is drawn, in the screen's own pixels. */
  drawn: (widthPx: number) => void;
  /** Null unless this person's picture in another tab of this browser is the one too many. */
  stopOther: (() => void) | null;
};

/** Watches a camera while the component is shown; leaving the page closes the view. */
export function useLiveView(cameraId: CameraId): LiveControl {
  const watching = useMemo(() => watchingOf(cameraId), [cameraId]);
  useEffect(() => {
    claim(watching);
    watching.start();
    // Also when the page goes into the browser's back/forward cache, where no cleanup runs.
    window.addEventListener('pagehide', watching.stop);
    window.addEventListener('pageshow', watching.start);
    return () => {
      window.removeEventListener('pagehide', watching.stop);
      window.removeEventListener('pageshow', watching.start);
      watching.stop();
    };
  }, [watching]);
  const { viewing } = watching;
  const state = useStore(viewing.state);
  const stopOther = useOtherTabs(viewing);
  // The same functions whatever the state: a video that is given another one begins anew.
  const streams = useStore(viewing.streams.state);
  const same = useMemo<Pick<LiveControl, 'seen' | 'drawn'>>(
    () => ({
      seen: (stream, frame) => seenBy(viewing, stream, frame),
      drawn: (widthPx) => viewing.streams.drawn(widthPx),
    }),
    [viewing],
  );
  return useMemo(
    () => ({
      state,
      pause: (by) => void viewing.pause(by),
      resume: () => viewing.resume(),
      giveReason: (reason) => viewing.giveReason(reason),
      ...same,
      streams,
      stopOther,
    }),
    [same, state, stopOther, streams, viewing],
  );
}

/** By the stream and not by its element: one that was shown a moment ago says nothing of what is shown now. */
function seenBy(viewing: LiveViewing, stream: Reception['stream'], frame: ShownFrame): void {
  const shown = viewing.state.get();
  if ('stream' in shown && shown.stream === stream) viewing.frameSeen(frame);
  else if ('stream' in shown && shown.catchUp === stream) viewing.catchUpSeen(frame);
  else viewing.streams.comingSeen(stream, frame);
}
