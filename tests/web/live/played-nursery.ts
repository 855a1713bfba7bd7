import type { EventView, Hello } from '#contract/events.ts';
import type { CameraId, ViewId } from '#contract/ids.ts';
import type { LiveCamera, LiveEnded, LiveStream, LiveViewOpened } from '#contract/live.ts';
import type { LiveLink } from '../../../web/features/live/live-link.ts';
import { LiveViewing } from '../../../web/features/live/live-viewing.ts';
import type { Receiver } from '../../../web/features/live/receiver.ts';
import type { Failure } from '../../../web/features/live/until-no-way.ts';

export const CAMERA = '0b6c1c1e-0000-4000-8000-000000000001' as CameraId;
export const NOON = new Date('2026-11-20T04:00:00Z');
export const hello: Hello = { position: 1, capabilities: {}, now: NOON.toISOString() };

/** The server's side, and the browser's media, played by hand. */
export function nursery() {
  const opened: ViewId[] = [];
  const closed: ViewId[] = [];
  const received: { closed: boolean; caughtUp: boolean; fail: (failure?: Failure) => void }[] = [];
  const asked: { canCatchUp: boolean; stream: 'main' | 'sub' }[] = [];
  /** Changes of a view's stream: which was asked for, and how far they went. */
  const switches: { stream: 'main' | 'sub'; steps: string[]; ended: boolean; media: MediaStream }[] = [];
  const state = {
    hello: hello as Hello | null,
    refuse: null as Error | null,
    tries: 0,
    catchesUp: false,
    hasSub: true,
    switchFails: false,
    overHttps: false,
  };
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
  const offered = (stream: 'main' | 'sub', id: string): LiveStream => ({
    stream: state.hasSub ? stream : 'main',
    bitRates: { main: 2_400_000, sub: state.hasSub ? 400_000 : null },
    consumer: { id, producerId: id, kind: 'video', rtpParameters: {} },
    catchUp: null,
  });
  const open: LiveLink['open'] = ({ canCatchUp, stream }) => {
    asked.push({ canCatchUp, stream });
    state.tries += 1;
    if (state.refuse) return Promise.reject(state.refuse);
    const viewId = `0b6c1c1e-0000-4000-8000-00000000010${opened.length}` as ViewId;
    opened.push(viewId);
    return Promise.resolve({
      viewId,
      watchUntil: '2026-11-20T09:00:00.000Z',
      offer: state.overHttps
        ? null
        : {
            ...offered(stream, 'first'),
            transport: {} as NonNullable<LiveViewOpened['offer']>['transport'],
            iceServers: [],
          },
      camera: { phase: 'live', since: NOON.toISOString() },
    });
  };
  const link: LiveLink = {
    hello: () => state.hello,
    open,
    start: () => Promise.resolve(null),
    switch: ({ stream }) => {
      if (state.switchFails) return Promise.reject(new Error('no answer'));
      switches.push({ stream, steps: [], ended: false, media: { id: `switch ${switches.length}` } as MediaStream });
      return Promise.resolve(offered(stream, `${switches.length - 1}`));
    },
    switchStep: ({ consumerId, step }) => {
      switches[Number(consumerId)]?.steps.push(step);
      return Promise.resolve(null);
    },
    close: ({ viewId }) => {
      closed.push(viewId);
      return Promise.resolve(null);
    },
    onHello: told.hello.add,
    onEnded: told.ended.add,
    onCamera: told.camera.add,
    onEvent: told.event.add,
  };
  const counts = { received: 0, lost: 0, frozenMs: 0, jitterMs: 10 };
  const noMore = {
    catchUp: null,
    endCatchUp: () => undefined,
    end: () => undefined,
    holdBack: () => undefined,
    // Some hundred packets a second, as of a main stream.
    counts: () => Promise.resolve({ ...counts, received: (counts.received += 250) }),
  };
  const receivedSwitch = (at: number) => {
    const it = switches[at]!;
    return { stream: it.media, ...noMore, end: () => void (it.ended = true) };
  };
  const receiver: Receiver = {
    way: 'webrtc',
    canReceive: {},
    canCatchUp: true,
    receive: (_opened, _start, onFailed) => {
      const one = { closed: false, caughtUp: false, fail: (failure: Failure = 'broke') => onFailed(failure) };
      received.push(one);
      const first = { stream: { id: `stream ${received.length}` } as MediaStream, ...noMore };
      return Promise.resolve({
        more: { first, receive: ({ consumer: { id } }) => Promise.resolve(receivedSwitch(Number(id))) },
        stream: first.stream,
        catchUp: state.catchesUp ? ({ id: `catch-up ${received.length}` } as MediaStream) : null,
        endCatchUp: () => void (one.caughtUp = true),
        close: () => void (one.closed = true),
      });
    },
  };
  const viewing = new LiveViewing(CAMERA, link, () =>
    Promise.resolve<Receiver>({ ...receiver, way: state.overHttps ? 'https' : 'webrtc' }),
  );
  const phase = () => viewing.state.get().phase;
  return { viewing, phase, told, opened, asked, closed, received, state, switches, counts };
}
