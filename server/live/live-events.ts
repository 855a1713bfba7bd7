import type { Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '../contract/events.ts';
import { LiveSeen } from '../contract/live-seen.ts';
import {
  CloseLiveView,
  OpenLiveView,
  StartLiveView,
  StepLiveSwitch,
  SwitchLiveView,
  type LiveViewOpened,
} from '../contract/live.ts';
import type { Asking } from '../platform/asking.ts';
import { answer } from '../platform/answer.ts';
import { AppError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Live } from './live.ts';
import type { LiveSwitching } from './live-switching.ts';
import { SeenViews } from './seen-views.ts';

export type LiveSocket = Socket<ClientToServer, ServerToClient>;

export type LiveEventsDeps = {
  live: Live;
  switching: LiveSwitching;
  /** Asked anew for every event: a socket outlives its token, and rights change. */
  currentAsking: () => Promise<Asking>;
  /** Throws AppError 'too-many-tries'. */
  spendOpening: (asking: Asking) => Promise<void>;
  /** The same, for another stream of an open view. */
  spendSwitch: (asking: Asking) => Promise<void>;
  /** Told how long an opening took that gave a picture to receive. */
  opened: (tookSeconds: number) => void;
  /** Told what a browser says it has shown of a view of its own. */
  seen: (seen: LiveSeen) => void;
  log: Log;
};

/** Socket edge of live views. */
export function bindLiveEvents(
  socket: LiveSocket,
  { live, switching, currentAsking, spendOpening, spendSwitch, opened, seen, log }: LiveEventsDeps,
): void {
  const views = new SeenViews();
  const open = answer(OpenLiveView, log, async (input): Promise<LiveViewOpened> => {
    const askedAtMs = performance.now();
    const asking = await currentAsking();
    await spendOpening(asking);
    const view = await live.openLiveView(asking, socket.id, input);
    views.opened(view.viewId);
    opened((performance.now() - askedAtMs) / 1_000);
    return view;
  });
  const start = answer(StartLiveView, log, async (input) => {
    await currentAsking();
    await live.startLiveView(socket.id, input);
    return null;
  });
  const change = answer(SwitchLiveView, log, async (input) => {
    await spendSwitch(await currentAsking());
    return switching.switchLiveView(socket.id, input);
  });
  const step = answer(StepLiveSwitch, log, async (input) => {
    await currentAsking();
    await switching.stepLiveSwitch(socket.id, input);
    return null;
  });
  const close = answer(CloseLiveView, log, async ({ viewId }) => {
    const ended = await live.endViews({ viewId, socketId: socket.id }, 'closed-by-viewer');
    if (ended === 0) throw new AppError('view-gone');
    return null;
  });
  const tellSeen = answer(LiveSeen, log, async (input) => {
    await currentAsking();
    views.take(input);
    seen(input);
    return null;
  });
  socket.on('live:seen', (raw, reply) => void tellSeen(raw, reply));
  socket.on('live:open', (raw, reply) => void open(raw, reply));
  socket.on('live:start', (raw, reply) => void start(raw, reply));
  socket.on('live:switch', (raw, reply) => void change(raw, reply));
  socket.on('live:switch-step', (raw, reply) => void step(raw, reply));
  socket.on('live:close', (raw, reply) => void close(raw, reply));
  socket.on('disconnect', () => void live.endViews({ socketId: socket.id }, 'socket-closed'));
}
