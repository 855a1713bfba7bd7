import { useEffect, useMemo } from 'react';
import type { CameraId } from '#contract/ids.ts';
import { ask, currentHello, onTold } from '../../shared/socket.ts';
import { useStore } from '../../shared/store.ts';
import type { ShownFrame } from './changeover.ts';
import type { LiveState, PausedBy } from './live-state.ts';
import type { LiveLink } from './live-link.ts';
import { LiveViewing } from './live-viewing.ts';
import { loadReceiver } from './load-receiver.ts';
import type { Reception } from './receiver.ts';
import { Seen } from './seen.ts';
import type { StreamsShown } from './stream-keeper.ts';
import { useOtherTabs } from './use-other-tabs.ts';

const SERVER: LiveLink = {
  hello: currentHello,
  open: (input) => ask('live:open', input),
  start: (input) => ask('live:start', input),
  switch: (input) => ask('live:switch', input),
  switchStep: (input) => ask('live:switch-step', input),
  close: (input) => ask('live:close', input),
  onHello: (listener) => onTold('hello', listener),
  onEnded: (listener) => onTold('live:ended', listener),
  onCamera: (listener) => onTold('live:camera', listener),
  onEvent: (listener) => onTold('event', listener),
};

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

/** What this page sees of the picture is told to the server, as numbers for its curves; whether they arrive changes nothing. */
function followedViewing(cameraId: CameraId): { viewing: LiveViewing; followed: Seen } {
  const followed = new Seen((seen) => void ask('live:seen', seen).catch(() => undefined));
  const viewing = new LiveViewing(cameraId, followed.overLink(SERVER), followed.overReceiver(loadReceiver));
  return { viewing, followed };
}

/** Watches a camera while the component is shown; leaving the page closes the view. */
export function useLiveView(cameraId: CameraId): LiveControl {
  const { viewing, followed } = useMemo(() => followedViewing(cameraId), [cameraId]);
  useEffect(() => followed.follow(viewing.state), [followed, viewing]);
  useEffect(() => {
    viewing.start();
    const leave = () => viewing.stop();
    // Also when the page goes into the browser's back/forward cache, where no cleanup runs.
    window.addEventListener('pagehide', leave);
    const comeBack = () => viewing.start();
    window.addEventListener('pageshow', comeBack);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', comeBack);
      viewing.stop();
    };
  }, [viewing]);
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
