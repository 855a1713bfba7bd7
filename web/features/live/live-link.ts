import type { EventView, Hello } from '#contract/events.ts';
import type { CameraId, ViewId } from '#contract/ids.ts';
import type { BrowserCapabilities, LiveCamera, LiveEnded, LiveStream, LiveViewOpened } from '#contract/live.ts';
import type { Receiver } from './receiver.ts';
import type { Way } from './way.ts';

/** The server as a view needs it: five questions and four things it tells. Each `on…` returns how to stop listening. */
export type LiveLink = {
  hello: () => Hello | null;
  open: (input: {
    cameraId: CameraId;
    canReceive: BrowserCapabilities;
    canCatchUp: boolean;
    way: Way;
    stream: LiveStream['stream'];
    reason?: string;
    byItself?: boolean;
  }) => Promise<LiveViewOpened>;
  start: (input: { viewId: ViewId; dtls: Parameters<Parameters<Receiver['receive']>[1]>[0] }) => Promise<unknown>;
  switch: (input: { viewId: ViewId; stream: LiveStream['stream'] }) => Promise<LiveStream>;
  switchStep: (input: { viewId: ViewId; consumerId: string; step: 'ready' | 'shown' | 'given-up' }) => Promise<unknown>;
  close: (input: { viewId: ViewId }) => Promise<unknown>;
  onHello: (listener: (greeting: { isNewConnection: boolean }) => void) => () => void;
  onEnded: (listener: (ended: LiveEnded) => void) => () => void;
  onCamera: (listener: (camera: LiveCamera) => void) => () => void;
  onEvent: (listener: (event: EventView) => void) => () => void;
};
