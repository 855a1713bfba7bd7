// A thousand browsers' sockets in a process of their own: what they cost is not what the server costs.
// Asked over IPC: {connect: {url, tokens}} → {connected}; {take: true} → every arrival since the last asking.
import { io, type Socket } from 'socket.io-client';

export type CrowdAsk = { connect: { url: string; tokens: (string | null)[] } } | { take: true };
/** `key` names what was told, `at` is the clock of the machine in ms. */
export type Arrival = { key: string; at: number };
export type CrowdAnswer = { connected: number } | { arrivals: Arrival[] };

const AT_ONCE = 50;
const sockets: Socket[] = [];
let arrivals: Arrival[] = [];

process.on('message', (ask: CrowdAsk) => void answer(ask));
process.on('disconnect', () => process.exit(0));

async function answer(ask: CrowdAsk): Promise<void> {
  if ('take' in ask) {
    process.send?.({ arrivals } satisfies CrowdAnswer);
    arrivals = [];
    return;
  }
  const { url, tokens } = ask.connect;
  for (let from = 0; from < tokens.length; from += AT_ONCE)
    await Promise.all(tokens.slice(from, from + AT_ONCE).map((token) => connect(url, token)));
  process.send?.({ connected: tokens.length } satisfies CrowdAnswer);
}

function connect(url: string, token: string | null): Promise<void> {
  return new Promise((connected, failed) => {
    const socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true, reconnection: false });
    sockets.push(socket);
    socket.on('connect', () => connected());
    socket.on('connect_error', failed);
    socket.on('event', ({ type, childId }: { type: string; childId?: string }) => {
      if (type === 'attendance:checked-out')
        arrivals.push({ key: childId ?? '', at: performance.timeOrigin + performance.now() });
    });
  });
}
