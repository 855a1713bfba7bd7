import { io, type Socket } from 'socket.io-client';
import type { LiveViewOpened } from '../../../server/contract/live.ts';
import type { Reply } from '../../../server/contract/problem.ts';
import type { Load } from './load.ts';
import { dtlsOfAnswer, sdpOfOffer } from './sdp-of-offer.ts';

/** A view that is open as long as its socket is. `id` is also the receiver's. */
export type LoadedView = { id: string; socket: Socket };

/** Opens a camera as a parent's page does, with a light receiver in the browser's place. @throws when it is refused */
export async function openLoadedView(
  load: Load,
  { url, token, cameraId }: { url: string; token: string; cameraId: string },
): Promise<LoadedView> {
  const socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true, reconnection: false });
  const hello = await new Promise<{ capabilities: object }>((greeted, failed) => {
    socket.once('hello', greeted);
    socket.once('connect_error', failed);
  });
  const ask = async <T>(event: string, input: object): Promise<T> => {
    const reply = (await socket.emitWithAck(event, input)) as Reply<T>;
    if (!reply.ok) throw new Error(`${event}: ${JSON.stringify(reply.problem)}`);
    return reply.data;
  };
  const opened = await ask<LiveViewOpened>('live:open', { cameraId, canReceive: hello.capabilities });
  if (!opened.offer) throw new Error('Nothing was offered.');
  const answer = await load.open(opened.viewId, sdpOfOffer(opened.offer));
  await ask('live:start', { viewId: opened.viewId, dtls: dtlsOfAnswer(answer) });
  return { id: opened.viewId, socket };
}
