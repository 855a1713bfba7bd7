import type { EventView, Hello } from '#contract/events.ts';
import type { CameraId, ViewId } from '#contract/ids.ts';
import type { LiveCamera, LiveEnded, LiveViewOpened } from '#contract/live.ts';
import type { LiveLink } from '../../../web/features/live/live-link.ts';
import { LiveViewing } from '../../../web/features/live/live-viewing.ts';
import type { Failure, Receiver } from '../../../web/features/live/receiver.ts';

export const CAMERA = '0b6c1c1e-0000-4000-8000-000000000001' as CameraId;
export const NOON = new Date('2026-11-20T04:00:00Z');
export const hello: Hello = { position: 1, capabilities: {}, now: NOON.toISOString() };

/** The server's side, and the browser's media, played by hand. */
export function nursery() {
  const opened: ViewId[] = [];
  const closed: ViewId[] = [];
  const received: { closed: boolean; caughtUp: boolean; fail: (failure?: Failure) => void }[] = [];
  const asked: { canCatchUp: boolean }[] = [];
  const state = { hello: hello as Hello | null, refuse: null as Error | null, tries: 0, catchesUp: false };
  const on = <T>() => {
    const listeners = new Set<(told: T) => void>();
    return {
      add: (listener: (told: T) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      tell: (told: T) => [...listeners].forEach((listener) => listener(told)),
      listeners,
    };
  };
  const told = {
    hello: on<{ isNewConnection: boolean }>(),
    ended: on<LiveEnded>(),
    camera: on<LiveCamera>(),
    event: on<EventView>(),
  };
  const open: LiveLink['open'] = ({ canCatchUp }) => {
    asked.push({ canCatchUp });
    state.tries += 1;
    if (state.refuse) return Promise.reject(state.refuse);
    const viewId = `0b6c1c1e-0000-4000-8000-00000000010${opened.length}` as ViewId;
    opened.push(viewId);
    return Promise.resolve({
      viewId,
      watchUntil: '2026-11-20T09:00:00.000Z',
      offer: {} as LiveViewOpened['offer'],
      camera: { phase: 'live', since: NOON.toISOString() },
    });
  };
  const link: LiveLink = {
    hello: () => state.hello,
    open,
    start: () => Promise.resolve(null),
    close: ({ viewId }) => {
      closed.push(viewId);
      return Promise.resolve(null);
    },
    onHello: told.hello.add,
    onEnded: told.ended.add,
    onCamera: told.camera.add,
    onEvent: told.event.add,
  };
  const receiver: Receiver = {
    way: 'webrtc',
    canReceive: {},
    canCatchUp: true,
    receive: (_opened, _start, onFailed) => {
      const one = { closed: false, caughtUp: false, fail: (failure: Failure = 'broke') => onFailed(failure) };
      received.push(one);
      return Promise.resolve({
        stream: { id: `stream ${received.length}` } as MediaStream,
        catchUp: state.catchesUp ? ({ id: `catch-up ${received.length}` } as MediaStream) : null,
        endCatchUp: () => void (one.caughtUp = true),
        close: () => void (one.closed = true),
      });
    },
  };
  const viewing = new LiveViewing(CAMERA, link, () => Promise.resolve(receiver));
  const phase = () => viewing.state.get().phase;
  return { viewing, phase, told, opened, asked, closed, received, state };
}
